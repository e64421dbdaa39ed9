import { defineConfig } from '@playwright/test'
import { findBrowser, quietChromium } from './lib/commands/testing/find-browser.ts'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Each test starts a studio of its own, two processes and a browser's page: more at once only wait for the cores.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findBrowser(process.env) ?? undefined,
      args: quietChromium,
    },
  },
})
