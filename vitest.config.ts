import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: {
      // The package throws outside a React server bundle; its own empty module is what Next would use.
      'server-only': fileURLToPath(new URL('./node_modules/server-only/empty.js', import.meta.url)),
    },
  },
  test: {
    include: ['{app,components,lib,bench}/**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    // Many tests start processes of their own: more workers than cores only make them wait for each other.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
})
