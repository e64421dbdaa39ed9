import { joinClasses } from '#components/ui/classes.ts'

/** Sketches of what the examples ask for, in the shapes they ask for. */
const arts = { poster: Poster, product: Product, landscape: Landscape } as const
export type ArtName = keyof typeof arts

export function ExampleArt({ name, className }: { name: ArtName; className?: string }) {
  const Art = arts[name]
  return <Art className={joinClasses('block rounded-tile', className)} />
}

type ArtProps = { className: string }

function Poster({ className }: ArtProps) {
  return (
    <svg viewBox="0 0 150 200" className={className} aria-hidden="true">
      <rect width="150" height="200" fill="#E4572E" />
      <path d="M69 62 L150 22 V92 L69 70 Z" fill="#F7EBD3" />
      <path d="M55 62 L0 44 V78 L55 69 Z" fill="#F7EBD3" opacity="0.35" />
      <path d="M0 150 C30 136 46 144 62 140 C92 132 118 146 150 138 V200 H0 Z" fill="#B63F1C" />
      <path d="M52 150 L56 78 H68 L72 150 Z" fill="#1A1512" />
      <path d="M52 76 H72 V80 H52 Z M56 60 H68 V74 H56 Z M54 58 L62 48 L70 58 Z" fill="#1A1512" />
      <path d="M58.5 63 H65.5 V71 H58.5 Z" fill="#F7EBD3" />
      <path d="M54.5 104 H69.5 L70.2 116 H53.8 Z" fill="#F7EBD3" />
      <path
        d="M16 188V166l16 22v-22 M48 166a10 10 0 0 1 10 10v2a10 10 0 0 1-20 0v-2a10 10 0 0 1 10-10z M68 188v-22h9a6 6 0 0 1 0 12h-9m8 0l8 10 M88 166h18m-9 0v22 M113 166v22m0-11h17m0-11v22"
        fill="none"
        stroke="#1A1512"
        strokeWidth="5.5"
        strokeLinejoin="bevel"
      />
    </svg>
  )
}

function Product({ className }: ArtProps) {
  return (
    <svg viewBox="0 0 160 160" className={className} aria-hidden="true">
      <rect width="160" height="160" fill="#2A9D8F" />
      <path d="M0 104 C60 100 100 100 160 104 V160 H0 Z" fill="#268D81" />
      <path d="M58 124 L102 124 L160 144 V160 H118 Z" fill="#1B6B62" />
      <path d="M104 78 C126 76 126 108 100 106" fill="none" stroke="#D9D2C4" strokeWidth="7" />
      <path d="M52 66 H106 C106 98 102 126 96 126 H62 C56 126 52 98 52 66 Z" fill="#EFEAE0" />
      <path d="M88 66 H106 C106 98 102 126 96 126 H84 C90 120 92 96 88 66 Z" fill="#D9D2C4" />
      <ellipse cx="79" cy="66" rx="27" ry="6.5" fill="#F8F5EE" />
      <ellipse cx="79" cy="67" rx="22.5" ry="4.6" fill="#5B4636" />
    </svg>
  )
}

function Landscape({ className }: ArtProps) {
  return (
    <svg viewBox="0 0 240 135" className={className} aria-hidden="true">
      <rect width="240" height="135" fill="#3D405B" />
      <rect y="44" width="240" height="40" fill="#5C5A73" />
      <rect y="62" width="240" height="30" fill="#8A7C87" />
      <path d="M0 78 C40 58 70 70 104 64 C150 56 186 70 240 60 V135 H0 Z" fill="#565670" />
      <path d="M0 92 C50 78 96 94 140 84 C180 76 210 86 240 80 V135 H0 Z" fill="#44465F" />
      <path d="M0 100 C70 94 150 104 240 96 V106 C160 112 70 104 0 110 Z" fill="#9A8F99" opacity="0.45" />
      <path d="M0 112 C60 98 120 116 176 106 C206 101 224 106 240 103 V135 H0 Z" fill="#2C2E44" />
      <path d="M168 107 v-7 l6 -4 l6 4 v6 Z" fill="#1F2133" />
      <rect x="172" y="101.5" width="3" height="3.5" fill="#F4C977" />
    </svg>
  )
}
