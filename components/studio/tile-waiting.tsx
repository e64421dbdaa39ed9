'use client'

import { Clock3, Hourglass, WifiOff } from 'lucide-react'
import { ProgressRing } from '#components/ui/progress-ring.tsx'
import { useConnection } from '#lib/client/connection.ts'
import type { Attempt } from '#lib/shared/attempt.ts'
import type { Generation } from '#lib/shared/generation.ts'
import { type Progress, toProgress, toQueueWords, toWaitingWords } from './attempt-progress.ts'
import type { AttemptView } from './attempt-view.ts'
import { TileNote } from './tile-note.tsx'

export type WaitingView = Extract<
  AttemptView,
  { kind: 'sending' | 'queued' | 'waiting' | 'starting' | 'running' | 'stopping' | 'saving' }
>

type Props = {
  view: WaitingView
  attempt: Attempt
  expected: Generation['expected']
  nowMs: number
}

const icon = { size: 20, className: 'text-text-3', 'aria-hidden': true } as const

/** What is happening while there is no picture yet. */
export function TileWaiting({ view, attempt, expected, nowMs }: Props) {
  const isOffline = useConnection() === 'offline'
  switch (view.kind) {
    case 'sending':
      return <TileNote icon={<Hourglass {...icon} />} title="Sending" />
    case 'queued':
      return <TileNote icon={<Clock3 {...icon} />} title={toQueueWords(view.ahead)} />
    case 'waiting':
      return (
        <TileNote
          icon={<Clock3 {...icon} className="text-warn" />}
          title={(nowMs > 0 && toWaitingWords(attempt, nowMs)) || 'Trying again soon'}
          text={toReasonWords(attempt)}
        />
      )
    case 'starting':
      return <TileNote icon={<Ring value={0} valueText="Starting" />} title="Starting" />
    case 'saving':
      return <TileNote icon={<Ring value={1} valueText="Saving" />} title="Made. Saving it now" />
    case 'running':
      return isOffline ? <Offline /> : <Running progress={toProgress(view.sinceMs, nowMs, expected)} />
    case 'stopping': {
      const progress = toProgress(view.sinceMs, nowMs, expected)
      return (
        <TileNote
          icon={<Ring value={progress.fraction} valueText="Stopped here" />}
          title="Stopped here"
          text="The provider may still finish and charge this."
        />
      )
    }
  }
}

function Running({ progress }: { progress: Progress }) {
  // Read out at most every 5 s: a screen reader that counts seconds says nothing else.
  const toldSeconds = progress.elapsedSeconds - (progress.elapsedSeconds % 5)
  const told = progress.slow
    ? `Taking longer than usual, ${toldSeconds} seconds`
    : `${toldSeconds} of about ${progress.expectedSeconds} seconds`
  return (
    <TileNote
      key={progress.slow ? 'slow' : 'usual'}
      icon={<Ring value={progress.fraction} valueText={told} />}
      title={progress.words}
    />
  )
}

/** What is not heard of is not counted: the seconds would go on for a picture that may be there long since. */
function Offline() {
  return (
    <TileNote
      icon={<WifiOff {...icon} />}
      title="Offline"
      text="The studio goes on without this page. What it made will be shown here."
    />
  )
}

function Ring({ value, valueText }: { value: number | null; valueText: string }) {
  return <ProgressRing value={value} valueText={valueText} label="Making the image" size={36} />
}

function toReasonWords({ waitsBecause }: Attempt): string {
  if (waitsBecause === 'rate_limited') return 'The provider is busy.'
  if (waitsBecause === 'gateway_unreachable') return 'The gateway could not be reached.'
  return 'The provider could not take it yet.'
}
