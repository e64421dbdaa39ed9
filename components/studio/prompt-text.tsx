'use client'

import { useEffect, useRef, useState } from 'react'
import { joinClasses } from '#components/ui/classes.ts'

/** The prompt on two lines, and whole when asked. */
export function PromptText({ text }: { text: string }) {
  const [isOpen, setOpen] = useState(false)
  const [isCut, setCut] = useState(false)
  const element = useRef<HTMLParagraphElement>(null)

  useEffect(() => {
    const paragraph = element.current
    if (!paragraph) return
    // Whether two lines suffice depends on the width, which changes with the window.
    const observer = new ResizeObserver(() => setCut(paragraph.scrollHeight > paragraph.clientHeight + 1))
    observer.observe(paragraph)
    return () => observer.disconnect()
  }, [])

  return (
    <div className="relative max-w-[80ch] min-w-0 flex-1">
      <p
        ref={element}
        className={joinClasses(
          'text-body break-words whitespace-pre-line text-text',
          !isOpen && 'line-clamp-2',
        )}
      >
        {text}
      </p>
      {(isCut || isOpen) && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          // Over the end of the second line, so that finding out that the text is cut moves nothing.
          className={joinClasses(
            'h-6 bg-bg text-ui text-text-2 underline decoration-line underline-offset-4 hover:text-text',
            !isOpen &&
              'absolute right-0 bottom-0 z-1 pl-1 before:absolute before:inset-y-0 before:right-full before:w-8 before:bg-linear-to-r before:from-transparent before:to-bg',
          )}
        >
          {isOpen ? 'Show less' : 'Show all'}
        </button>
      )}
    </div>
  )
}
