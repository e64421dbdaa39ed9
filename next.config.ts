import type { NextConfig } from 'next'

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  typedRoutes: true,
  // The studio serves its own derivatives: an optimizer that decodes pictures
  // inside the web process is a risk and a second encode.
  images: { unoptimized: true },
  serverExternalPackages: ['sharp', 'kysely', 'undici', 'pino', 'openai'],
}

export default config
