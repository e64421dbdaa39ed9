'use client'

import { toImageName } from '#components/image/image-words.ts'
import { joinClasses } from '#components/ui/classes.ts'
import { type Image, imageBytesPath } from '#lib/shared/image.ts'

type Props = { images: readonly Image[]; current: Image; onSelect: (image: Image) => void }

/** The pictures of the same press. */
export function Filmstrip({ images, current, onSelect }: Props) {
  return (
    <nav aria-label="Images of this generation" className="scrollbar-quiet overflow-x-auto bg-bg">
      <ul className="mx-auto flex h-20 w-fit items-center gap-1 px-4">
        {images.map((image, index) => (
          <li key={image.id}>
            <button
              type="button"
              aria-current={image.id === current.id}
              aria-label={`Image ${index + 1} of ${images.length}, ${toImageName(image.prompt)}`}
              onClick={() => onSelect(image)}
              className={joinClasses(
                'block h-14 overflow-hidden rounded-tile ring-on-picture',
                // The current one is told by a line under it and by full strength, not by colour alone.
                image.id === current.id
                  ? 'shadow-[0_6px_0_-3px_var(--color-accent)]'
                  : 'opacity-60 hover:opacity-100 focus-visible:opacity-100',
              )}
            >
              <img
                alt=""
                src={imageBytesPath(image, 'thumbnail')}
                width={image.width}
                height={image.height}
                decoding="async"
                draggable={false}
                className="h-14 w-auto"
              />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
