import { isDevelopment } from '../config.ts'

/**
 * What a page may do: run only scripts of this response, talk only to this studio, show only its pictures. Styles in
 * attributes are allowed because tiles carry their shape in them; style elements need the nonce.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    // React and the development server evaluate code to explain errors; the built studio never does.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
  ].join('; ')
}
