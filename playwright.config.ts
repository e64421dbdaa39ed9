import { defineConfig } from '@playwright/test'
import { findBrowser } from './lib/commands/testing/find-browser.ts'

const asRoot = process.getuid?.() === 0

/** Switches that keep Chromium from asking its makers for anything while it is tested. */
export const quietChromium = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  ...(asRoot ? ['--no-sandbox'] : []),
]

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
