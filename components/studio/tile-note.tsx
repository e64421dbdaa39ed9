import type { ReactNode } from 'react'
import { joinClasses } from '#components/ui/classes.ts'

type Props = {
  icon?: ReactNode
  title: string
  /** Left out where the tile is too small to read it; it must then be said in another place too. */
  text?: ReactNode
  tone?: 'plain' | 'danger' | 'warn'
  children?: ReactNode
}

const tones = { plain: 'text-text', danger: 'text-danger', warn: 'text-warn' } as const

// Five lines, an icon and buttons: buttons for fingers are taller.
const whereItFits =
  '[@container(min-width:11rem)_and_(min-height:10.5rem)]:block pointer-coarse:[@container(max-height:11.25rem)]:hidden'

/** Words in the middle of a tile that has no picture; it says as much as there is room for. */
export function TileNote({ icon, title, text, tone = 'plain', children }: Props) {
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-2 overflow-hidden p-2 text-center @min-[16rem]:gap-3 @min-[16rem]:p-4">
      {icon}
      <div className="flex w-full max-w-64 flex-col gap-1">
        {/* Other words are other text: centred, the same text would count as having moved. */}
        <p
          key={title}
          className={joinClasses('text-caption text-balance @min-[11rem]:text-ui tabular', tones[tone])}
        >
          {title}
        </p>
        {text && (
          <p className={joinClasses('hidden text-caption text-pretty text-text-3 tabular', whereItFits)}>
            {text}
          </p>
        )}
      </div>
      {children && <div className="flex flex-wrap items-center justify-center gap-1">{children}</div>}
    </div>
  )
}
