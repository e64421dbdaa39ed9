'use client'

import { ChevronDown, FlaskConical } from 'lucide-react'
import { useTimeZone } from '#components/image/use-hydrated.ts'
import type { ImageActions } from '#components/image/use-image-actions.ts'
import { Button } from '#components/ui/button.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { shortcutKeys } from '#lib/client/shortcuts.ts'
import type { Image } from '#lib/shared/image.ts'
import { CopyButton } from './copy-button.tsx'
import { type Fact, toFacts } from './recipe-facts.ts'

type Props = { image: Image; actions: ImageActions; serverTimeZone: string }

/** The picture's whole recipe, every part of it to be copied or used again. */
export function Inspector({ image, actions, serverTimeZone }: Props) {
  const timeZone = useTimeZone(serverTimeZone)
  return (
    <aside aria-label="Recipe" className="flex flex-col gap-5 p-4 lg:w-[22rem]">
      <ReuseButtons actions={actions} />
      <Words title="Prompt" text={image.prompt} />
      {image.revisedPrompt && image.revisedPrompt !== image.prompt && (
        <Words title="As the provider read it" text={image.revisedPrompt} />
      )}
      <dl className="grid grid-cols-[6.5rem_1fr] items-center gap-x-3 gap-y-1 text-ui [&>*]:min-h-6 pointer-coarse:gap-y-0 pointer-coarse:[&>*]:min-h-9">
        {toFacts(image, timeZone).map((fact) => (
          <FactRow key={fact.name} fact={fact} />
        ))}
      </dl>
      {image.drawnLocally && (
        <p className="flex gap-2 text-ui text-text-3">
          <FlaskConical size={16} className="mt-0.5" aria-hidden="true" />
          Sandbox: drawn by this studio itself, not by the model.
        </p>
      )}
    </aside>
  )
}

function ReuseButtons({ actions }: { actions: ImageActions }) {
  return (
    <div className="flex gap-px">
      <Button
        variant="primary"
        className="flex-1 rounded-r-none"
        data-tip-keys={shortcutKeys('reuse')}
        data-tip="Everything into the composer"
        onClick={() => actions.reuse('all')}
      >
        Use recipe
      </Button>
      <Menu
        label="Use a part of the recipe"
        side="end"
        items={[
          { label: 'Prompt', keys: shortcutKeys('reuse-prompt'), onSelect: () => actions.reuse('prompt') },
          { label: 'Seed', onSelect: () => actions.reuse('seed') },
          { label: 'Size', onSelect: () => actions.reuse('size') },
        ]}
        trigger={(open) => (
          <Button
            variant="primary"
            className="rounded-l-none px-2"
            aria-label="Use a part of the recipe"
            {...open}
          >
            <ChevronDown size={16} aria-hidden="true" />
          </Button>
        )}
      />
    </div>
  )
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <section className="flex flex-col gap-1">
      <div className="flex items-center justify-between">
        <h2 className="text-ui text-text-3">{title}</h2>
        <CopyButton text={text} what={title} />
      </div>
      <p className="text-body break-words whitespace-pre-wrap text-text select-text">{text}</p>
    </section>
  )
}

function FactRow({ fact }: { fact: Fact }) {
  return (
    <>
      <dt className="flex items-center self-start text-text-3">{fact.name}</dt>
      <dd className="flex min-w-0 items-center gap-1 text-text-2 tabular">
        <span
          className={
            fact.isOff ? 'text-warn' : fact.isCode ? 'truncate font-mono text-caption' : 'break-words'
          }
        >
          {fact.value}
          {fact.isOff && <span className="sr-only"> (not what was asked for)</span>}
        </span>
        {fact.isCode && <CopyButton text={fact.value} what={fact.name} />}
      </dd>
    </>
  )
}
