'use client'

import { ImageOff } from 'lucide-react'
import { type CSSProperties, useCallback, useState } from 'react'
import { joinClasses } from '#components/ui/classes.ts'
import { type Image, imageBytesPath, variantSizes } from '#lib/shared/image.ts'
import { toImageName } from './image-words.ts'
import { toPlaceholderColour, toPlaceholderUrl } from './thumbhash-url.ts'
import { useHydrated } from './use-hydrated.ts'

type Props = {
  image: Image
  /** The width it is laid out at, so that the browser takes the smallest file that is sharp there. */
  sizes: string
  /** Among the first on the page: fetched at once. */
  eager?: boolean
  /** `contain` where the tile has the shape that was asked for: what came may have another. */
  fit?: 'contain' | 'cover'
  className?: string
}

/** A picture that fills its box: its blurred colours at once, and itself when it is decoded. */
export function Picture({ image, sizes, eager = false, fit = 'contain', className }: Props) {
  const isHydrated = useHydrated()
  // What came with the page's first bytes is shown by the browser without waiting for us.
  const [phase, setPhase] = useState<'loading' | 'shown' | 'broken'>(isHydrated ? 'loading' : 'shown')

  const showDecoded = useCallback((element: HTMLImageElement) => {
    const show = () => setPhase('shown')
    element.decode().then(show, show)
  }, [])
  // A picture already in memory is complete before its load event could be heard.
  const watch = useCallback(
    (element: HTMLImageElement | null) => {
      if (element?.complete && element.naturalWidth > 0) showDecoded(element)
    },
    [showDecoded],
  )

  return (
    <div
      className={joinClasses('relative overflow-hidden', fit === 'cover' && 'size-full', className)}
      style={{ ...toPlaceholder(image, isHydrated), ...(fit === 'contain' && toFittedBox(image)) }}
    >
      <img
        ref={watch}
        alt={toImageName(image.prompt)}
        src={imageBytesPath(image, 'preview')}
        srcSet={toSourceSet(image)}
        sizes={sizes}
        width={image.width}
        height={image.height}
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : 'auto'}
        decoding="async"
        draggable={false}
        onLoad={(event) => showDecoded(event.currentTarget)}
        onError={() => setPhase('broken')}
        className={joinClasses(
          'size-full object-cover transition-opacity duration-(--dur-2)',
          phase !== 'shown' && 'opacity-0',
        )}
      />
      {phase === 'broken' && (
        <span className="absolute inset-0 grid place-content-center justify-items-center gap-1 bg-surface text-caption text-text-3">
          <ImageOff size={20} aria-hidden="true" />
          Not loaded
        </span>
      )}
    </div>
  )
}

function toSourceSet(image: Image): string {
  const widthOf = (side: number) =>
    Math.round(Math.min(1, side / Math.max(image.width, image.height)) * image.width)
  return (['thumbnail', 'preview'] as const)
    .map((variant) => `${imageBytesPath(image, variant)} ${widthOf(variantSizes[variant])}w`)
    .join(', ')
}

// Drawn as a picture the hash is 5 KB of text: too much for the page's first bytes, nothing once the page lives.
function toPlaceholder(image: Image, isHydrated: boolean): CSSProperties {
  const url = isHydrated ? toPlaceholderUrl(image.thumbhash) : null
  return {
    backgroundColor: toPlaceholderColour(image.thumbhash) ?? undefined,
    backgroundImage: url ? `url(${url})` : undefined,
    backgroundSize: '100% 100%',
  }
}

/** The largest box of the picture's own shape in the tile, which is a size container and may have another one. */
function toFittedBox({ width, height }: Image): CSSProperties {
  const ratio = width / height
  return { width: `min(100cqw, ${100 * ratio}cqh)`, height: `min(100cqh, ${100 / ratio}cqw)` }
}
