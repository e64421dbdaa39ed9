import type { ComponentProps, ReactNode } from 'react'
import { joinClasses } from './classes.ts'
import { tip } from './tooltip.ts'

type Size = 'small' | 'compact' | 'default'

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  /** The accessible name and the tooltip. */
  label: string
  /** Shown in the tooltip, such as `Mod+Enter`. */
  keys?: string
  /** A shorter or longer tooltip than the name. */
  hint?: string
  size?: Size
  /** `picture` sits on a photograph: dark glassless disc, white ink, double focus ring. */
  on?: 'surface' | 'picture'
  children: ReactNode
}

const sizes: Record<Size, string> = { small: 'size-6', compact: 'size-7', default: 'size-8' }

const looks = {
  surface: 'text-text-2 enabled:hover:bg-hover enabled:hover:text-text aria-pressed:text-text',
  picture: 'bg-scrim text-scrim-ink enabled:hover:bg-black ring-on-picture',
} as const

export function IconButton({ label, keys, hint, size = 'default', on = 'surface', ...rest }: Props) {
  const { className, type = 'button', children, ...others } = rest
  return (
    <button
      type={type}
      aria-label={label}
      className={joinClasses(
        'relative inline-grid shrink-0 place-items-center rounded-control transition-colors select-none',
        'disabled:opacity-50 pointer-coarse:min-h-11 pointer-coarse:min-w-11',
        sizes[size],
        looks[on],
        className,
      )}
      {...tip(hint ?? label, keys)}
      {...others}
    >
      {children}
    </button>
  )
}
