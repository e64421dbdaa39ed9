import type { ComponentProps } from 'react'
import { joinClasses } from './classes.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'compact' | 'default' | 'large'

type Props = ComponentProps<'button'> & { variant?: ButtonVariant; size?: ButtonSize }

const looks: Record<ButtonVariant, string> = {
  // Ink on paper, not the accent: no colour of ours competes with the pictures.
  primary:
    'bg-text text-bg font-semibold enabled:hover:bg-text-2 aria-disabled:bg-hover aria-disabled:text-text-3',
  secondary: 'bg-fill text-text enabled:hover:bg-fill-hover',
  quiet: 'text-text-2 enabled:hover:bg-hover enabled:hover:text-text',
  danger: 'bg-fill text-danger enabled:hover:bg-fill-hover enabled:hover:text-text',
}

const sizes: Record<ButtonSize, string> = {
  compact: 'h-7 gap-1.5 px-2.5 text-ui',
  default: 'h-8 gap-2 px-3 text-ui',
  large: 'h-10 gap-2 px-4 text-body',
}

const base =
  'relative inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-control select-none ' +
  'transition-colors disabled:opacity-50 pointer-coarse:min-h-11'

/** For links that look like buttons. */
export function buttonLook(variant: ButtonVariant = 'secondary', size: ButtonSize = 'default'): string {
  return joinClasses(base, looks[variant], sizes[size])
}

export function Button({ variant, size, className, type = 'button', ...rest }: Props) {
  return <button type={type} className={joinClasses(buttonLook(variant, size), className)} {...rest} />
}
