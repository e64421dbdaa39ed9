import type { NextConfig } from 'next'

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  typedRoutes: true,
  // Types are checked by `npm test`: a start installs nothing that only tests need, and their types would be missing.
  typescript: { ignoreBuildErrors: true },
  // The studio serves its own derivatives: an optimizer that decodes pictures
  // inside the web process is a risk and a second encode.
  images: { unoptimized: true },
  // Few and larger scripts: each file costs a request and compresses apart from the others, and both views need nearly
  // the same code. This is 6 KiB of the first load.
  experimental: {
    turbopackChunking: {
      minChunkSize: 300_000,
      maxMergeChunkSize: 2_000_000,
      requestCost: 2_000_000,
      maxChunkCountPerGroup: 6,
    },
  },
  headers: async () => [
    { source: '/:path*', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] },
    {
      // For what is looked at, not for the scripts and styles it is made of.
      source: '/((?!_next/static/).*)',
      headers: [
        { key: 'referrer-policy', value: 'same-origin' },
        { key: 'x-frame-options', value: 'DENY' },
        { key: 'cross-origin-opener-policy', value: 'same-origin' },
        { key: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
      ],
    },
  ],
  serverExternalPackages: ['sharp', 'kysely', 'undici', 'pino', 'openai'],
}

export default config
