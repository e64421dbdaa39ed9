'use client'

import { MessagePage } from '#components/shell/message-page.tsx'
import { Button } from '#components/ui/button.tsx'
import './globals.css'

/** Stands in for the whole page, so it brings its own frame and asks for nothing. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en" data-theme="dark">
      <body>
        <title>Safelight</title>
        <main>
          <MessagePage
            title="The studio could not be shown."
            text="Your draft and your images are kept, and what runs goes on."
          >
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
          </MessagePage>
        </main>
      </body>
    </html>
  )
}
