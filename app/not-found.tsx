import type { Metadata } from 'next'
import Link from 'next/link'
import { MessagePage } from '#components/shell/message-page.tsx'
import { buttonLook } from '#components/ui/button.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main>
      <MessagePage
        title="There is nothing here."
        text="The address may be mistyped, or what was here has been deleted."
      >
        <Link href="/" className={buttonLook('primary')}>
          Go to the studio
        </Link>
      </MessagePage>
    </main>
  )
}
