import { Button } from '#components/ui/button.tsx'
import { Popover } from '#components/ui/popover.tsx'
import type { Failure } from '#lib/shared/attempt.ts'
import type { FailureWords } from '#lib/shared/failure-words.ts'

type Props = { failure: Failure; words: FailureWords }

/** Everything that is known about a failure, for people and for whoever helps them. */
export function FailureDetails({ failure, words }: Props) {
  return (
    <Popover
      label={`Details: ${words.title}`}
      className="w-80"
      trigger={(open) => (
        <Button variant="quiet" size="compact" {...open}>
          Details
        </Button>
      )}
    >
      <h3 className="text-ui font-semibold">{words.title}</h3>
      <p className="mt-1 text-ui text-text-2">{words.meaning}</p>
      <p className="mt-2 text-ui text-text-2">{words.charge}</p>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-line border-t pt-3 text-caption">
        <Fact name="Status" value={failure.gatewayStatus?.toString() ?? 'None: nothing was answered'} />
        <Fact name="Code" value={failure.gatewayCode ?? 'None given'} />
        <Fact name="Request" value={failure.requestId ?? 'None given'} />
      </dl>
    </Popover>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="break-all font-mono text-text-2 select-all">{value}</dd>
    </>
  )
}
