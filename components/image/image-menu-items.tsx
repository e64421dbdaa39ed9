import { Download, Heart, Sprout, TextCursorInput, Trash2, Undo2 } from 'lucide-react'
import type { MenuItem } from '#components/ui/menu.tsx'
import { shortcutKeys } from '#lib/client/shortcuts.ts'
import type { Image } from '#lib/shared/image.ts'
import type { ImageActions } from './use-image-actions.ts'

const icon = { size: 16, 'aria-hidden': true } as const

/** What is one click away from a picture. */
export function toQuickItems(image: Image, actions: ImageActions): MenuItem[] {
  const isFavourite = image.favouritedAt !== null
  return [
    {
      label: isFavourite ? 'Remove from favourites' : 'Favourite',
      icon: <Heart {...icon} className={isFavourite ? 'fill-current' : undefined} />,
      keys: shortcutKeys('favourite'),
      onSelect: actions.toggleFavourite,
    },
    {
      label: 'Download original',
      icon: <Download {...icon} />,
      keys: shortcutKeys('download'),
      onSelect: actions.download,
    },
    {
      label: 'Use recipe',
      icon: <Undo2 {...icon} />,
      keys: shortcutKeys('reuse'),
      onSelect: () => actions.reuse('all'),
    },
    {
      label: 'Delete',
      icon: <Trash2 {...icon} />,
      keys: shortcutKeys('remove'),
      tone: 'danger',
      onSelect: actions.remove,
    },
  ]
}

/** Everything a picture's More button offers. */
export function toImageMenuItems(image: Image, actions: ImageActions): MenuItem[] {
  const quick = toQuickItems(image, actions)
  return quick.toSpliced(
    -1,
    0,
    {
      label: 'Use prompt',
      icon: <TextCursorInput {...icon} />,
      keys: shortcutKeys('reuse-prompt'),
      onSelect: () => actions.reuse('prompt'),
    },
    { label: 'Use seed', icon: <Sprout {...icon} />, onSelect: () => actions.reuse('seed') },
  )
}
