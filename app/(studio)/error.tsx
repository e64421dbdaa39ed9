'use client'

import { MessagePage } from '#components/shell/message-page.tsx'
import { Button } from '#components/ui/button.tsx'

export default function StudioError({ retry }: { retry: () => void }) {
  return (
    <MessagePage
      title="This page could not be shown."
      text="Your draft and your images are kept, and what runs goes on."
    >
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
    </MessagePage>
  )
}
