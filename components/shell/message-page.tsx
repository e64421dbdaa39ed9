import type { ReactNode } from 'react'
import { Mark } from './mark.tsx'

type Props = { title: string; text: string; children: ReactNode }

/** A page that has one thing to say and one thing to do. */
export function MessagePage({ title, text, children }: Props) {
  return (
    <div className="grid min-h-[70svh] place-items-center px-6 py-16">
      <div className="flex max-w-md flex-col items-start gap-4">
        <Mark size={40} />
        <h2 className="pt-2 text-hero">{title}</h2>
        <p className="text-body text-text-2">{text}</p>
        <div className="pt-2">{children}</div>
      </div>
    </div>
  )
}
