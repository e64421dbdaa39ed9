import { joinClasses } from './classes.ts'

type Props = {
  /** From 0 to 1; null when nobody knows how far it is. */
  value: number | null
  /** Read out instead of a percentage, such as `14 of about 25 seconds`. */
  valueText: string
  label?: string
  size?: number
  className?: string
}

/** A ring that fills with what is known, and breathes when nothing is: never a made-up percentage. */
export function ProgressRing({ value, valueText, label = 'Progress', size = 40, className }: Props) {
  const stroke = size < 32 ? 2 : 2.5
  const radius = (size - stroke) / 2
  const length = 2 * Math.PI * radius
  const circle = { cx: size / 2, cy: size / 2, r: radius, fill: 'none', strokeWidth: stroke }
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(value * 100)}
      aria-valuetext={valueText}
      className={joinClasses('inline-grid', className)}
    >
      <svg width={size} height={size} aria-hidden="true" className="-rotate-90">
        <circle {...circle} className="stroke-line" />
        <circle
          {...circle}
          strokeLinecap="round"
          strokeDasharray={length}
          strokeDashoffset={length * (1 - (value ?? 0.25))}
          className={joinClasses('stroke-accent', value === null && 'animate-breathe')}
        />
      </svg>
    </div>
  )
}
