'use client'

import { Ban, CircleAlert, CircleHelp, CircleSlash2, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { inheritsFocus } from '#components/image/removal.ts'
import { useImageActions } from '#components/image/use-image-actions.ts'
import { Button } from '#components/ui/button.tsx'
import { Popover } from '#components/ui/popover.tsx'
import type { Attempt } from '#lib/shared/attempt.ts'
import { toFailureWords } from '#lib/shared/failure-words.ts'
import type { Generation } from '#lib/shared/generation.ts'
import type { Image } from '#lib/shared/image.ts'
import type { AttemptView } from './attempt-view.ts'
import { FailureDetails } from './failure-details.tsx'
import { TileNote } from './tile-note.tsx'
import { useNextStep } from './use-next-step.ts'

type Props = { generation: Generation; attempt: Attempt }

const icon = { size: 20, 'aria-hidden': true } as const

export type EndedView = Extract<AttemptView, { kind: 'deleted' | 'failed' | 'unknown' | 'cancelled' }>

/** A tile that will show no picture, or no longer does. */
export function TileEnded({ view, ...subject }: Props & { view: EndedView }) {
  switch (view.kind) {
    case 'deleted':
      return <Deleted image={view.image} />
    case 'failed':
      return <Failed {...subject} />
    case 'unknown':
      return <Unknown {...subject} />
    case 'cancelled':
      return <Cancelled {...subject} />
  }
}

/** What happened, whether it was charged, and the one click that follows. */
function Failed({ generation, attempt }: Props) {
  const { take, isBusy } = useNextStep(generation, attempt)
  const { failure } = attempt
  if (!failure) return <TileNote icon={<CircleAlert {...icon} />} title="No image was made" />

  const words = toFailureWords(failure)
  const wasStopped = failure.code === 'cancelled_late'
  return (
    <TileNote
      icon={
        wasStopped ? (
          <Ban {...icon} className="text-text-3" />
        ) : (
          <CircleAlert {...icon} className="text-danger" />
        )
      }
      title={words.title}
      tone={wasStopped ? 'plain' : 'danger'}
      text={`${words.meaning} ${words.charge}`}
    >
      <Button size="compact" disabled={isBusy} onClick={() => take(words.next.step)}>
        {words.next.label}
      </Button>
      <FailureDetails failure={failure} words={words} />
    </TileNote>
  )
}

/** Nobody knows yet whether it was paid for; the gateway's ledger is being asked. */
function Unknown({ generation, attempt }: Props) {
  const { tryAgain, isBusy } = useNextStep(generation, attempt)
  return (
    <TileNote
      icon={<CircleHelp {...icon} className="text-warn" />}
      title="No answer arrived"
      tone="warn"
      text="Asking the gateway whether it was charged. What comes of it will be shown here."
    >
      <Popover
        label="Try again"
        className="w-72"
        trigger={(open) => (
          <Button size="compact" {...open}>
            Try again
          </Button>
        )}
      >
        {(close) => (
          <div className="flex flex-col items-start gap-3">
            <p className="text-ui text-text-2">
              No answer arrived, and the gateway has not said yet whether it charged this image.{' '}
              <strong className="font-semibold text-text">This may be charged twice.</strong>
            </p>
            <Button
              disabled={isBusy}
              onClick={() => {
                close()
                tryAgain(true)
              }}
            >
              Try again anyway
            </Button>
          </div>
        )}
      </Popover>
    </TileNote>
  )
}

function Cancelled({ generation, attempt }: Props) {
  const { tryAgain, isBusy } = useNextStep(generation, attempt)
  return (
    <TileNote
      icon={<CircleSlash2 {...icon} className="text-text-3" />}
      title="Cancelled"
      text="Removed from the queue. Nothing was charged."
    >
      <Button size="compact" disabled={isBusy} onClick={() => tryAgain(false)}>
        Run it after all
      </Button>
    </TileNote>
  )
}

function Deleted({ image }: { image: Image }) {
  const { restore } = useImageActions(image)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (inheritsFocus(image.id)) button.current?.focus()
  }, [image.id])
  return (
    <TileNote icon={<Trash2 {...icon} className="text-text-3" />} title="Deleted">
      <Button ref={button} size="compact" onClick={restore}>
        Restore
      </Button>
    </TileNote>
  )
}
