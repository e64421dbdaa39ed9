'use client'

import { Ellipsis } from 'lucide-react'
import type { ComponentProps } from 'react'
import { joinClasses } from '#components/ui/classes.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { Image } from '#lib/shared/image.ts'
import { toImageMenuItems, toQuickItems } from './image-menu-items.tsx'
import { toImageName } from './image-words.ts'
import type { ImageActions } from './use-image-actions.ts'

type Props = { image: Image; actions: ImageActions; isCoarse: boolean; isTabStop: boolean }

const shownWhenNear =
  'pointer-events-none opacity-0 transition-opacity ' +
  'group-focus-within/tile:pointer-events-auto group-focus-within/tile:opacity-100 ' +
  'group-hover/tile:pointer-events-auto group-hover/tile:opacity-100'

/** Along the lower edge, clear of the picture's middle; with a finger only More is there, and always. */
export function ImageTileActions({ image, actions, isCoarse, isTabStop }: Props) {
  const name = toImageName(image.prompt)
  const button = { on: 'picture', size: 'compact', tabIndex: isTabStop ? undefined : -1 } as const
  return (
    <div className={joinClasses('absolute right-1.5 bottom-1.5 flex gap-1', !isCoarse && shownWhenNear)}>
      {!isCoarse && (
        <span className="flex gap-1 @max-[10rem]:hidden">
          {toQuickItems(image, actions).map(({ label, icon, keys, onSelect }) => (
            <IconButton
              key={keys}
              {...button}
              label={`${label}, ${name}`}
              hint={label}
              keys={keys}
              onClick={onSelect}
            >
              {icon}
            </IconButton>
          ))}
        </span>
      )}
      <Menu
        label={`More for ${name}`}
        side="end"
        items={toImageMenuItems(image, actions)}
        trigger={(open) =>
          isCoarse ? (
            <FingerButton {...open} tabIndex={button.tabIndex} aria-label={`More, ${name}`} />
          ) : (
            <IconButton {...button} {...open} label={`More, ${name}`} hint="More">
              <Ellipsis size={16} aria-hidden="true" />
            </IconButton>
          )
        }
      />
    </div>
  )
}

/** Large to hit and small to look at: it is on every picture. */
function FingerButton(props: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      className="-mr-1.5 -mb-1.5 grid size-11 place-items-end rounded-control p-1.5 ring-on-picture"
      {...props}
    >
      <span className="grid size-6 place-items-center rounded-full bg-scrim text-scrim-ink">
        <Ellipsis size={14} aria-hidden="true" />
      </span>
    </button>
  )
}
