import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '#components/providers.tsx'
import { readTheme, themeCookie } from '#components/shell/theme.ts'
import './globals.css'

const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-inter',
  // Preloaded, and never exchanged on a page that is already there: words do not move.
  display: 'optional',
  adjustFontFallback: false,
})

export const metadata: Metadata = {
  title: { default: 'Safelight', template: '%s · Safelight' },
  description: 'The image studio a team hosts itself.',
  robots: { index: false, follow: false },
  referrer: 'same-origin',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  // The keyboard shrinks the page, so what sticks to the bottom stays above it.
  interactiveWidget: 'resizes-content',
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(themeCookie)?.value)
  return (
    <html lang="en" data-theme={theme} className={inter.variable}>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
