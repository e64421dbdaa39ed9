'use client'

import { type CSSProperties, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { findImageLink } from '#components/image/image-link.tsx'
import { toImageName } from '#components/image/image-words.ts'
import { toPlaceholderColour, toPlaceholderUrl } from '#components/image/thumbhash-url.ts'
import { type Image, type ImageVariant, imageBytesPath } from '#lib/shared/image.ts'
import { type Placement, pixelatedScale } from './zoom.ts'

type Props = {
  image: Image
  placement: Placement
  showOriginal: boolean
  /** Called once, before it is first seen. */
  onEnter: (element: HTMLElement) => void
}

/** The picture in layers, coarse below fine: what is in memory is there at once, what is sharper fades over it. */
export function StagePicture({ image, placement, showOriginal, onEnter }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const enter = useEffectEvent(onEnter)
  useLayoutEffect(() => {
    if (element.current) enter(element.current)
  }, [])

  const { scale, x, y } = placement
  const box: CSSProperties = {
    width: image.width,
    height: image.height,
    left: `calc(50% - ${image.width / 2}px)`,
    top: `calc(50% - ${image.height / 2}px)`,
    transform: `translate(${x}px, ${y}px) scale(${scale})`,
    imageRendering: scale >= pixelatedScale ? 'pixelated' : undefined,
  }
  const url = toPlaceholderUrl(image.thumbhash)
  const blur: CSSProperties = {
    backgroundColor: toPlaceholderColour(image.thumbhash) ?? undefined,
    backgroundImage: url ? `url(${url})` : undefined,
    backgroundSize: '100% 100%',
  }
  return (
    <div ref={element} className="absolute" style={{ ...box, ...blur }}>
      <FirstLayer image={image} />
      <Layer image={image} variant="large" name={toImageName(image.prompt)} />
      {showOriginal && <Layer image={image} variant="original" />}
    </div>
  )
}

/** The very file that the picture's tile shows: it is in memory, so it is there in the first frame. */
function FirstLayer({ image }: { image: Image }) {
  const [source] = useState(
    () => findImageLink(image.id)?.querySelector('img')?.currentSrc || imageBytesPath(image, 'preview'),
  )
  return (
    <img
      alt=""
      src={source}
      width={image.width}
      height={image.height}
      decoding="sync"
      draggable={false}
      className="absolute inset-0 size-full select-none"
    />
  )
}

/** One layer is the picture to whoever cannot see it; the others are the same again. */
function Layer({ image, variant, name = '' }: { image: Image; variant: ImageVariant; name?: string }) {
  const [isShown, setShown] = useState(false)
  return (
    <img
      alt={name}
      src={imageBytesPath(image, variant)}
      width={image.width}
      height={image.height}
      decoding="async"
      fetchPriority={variant === 'large' ? 'high' : 'auto'}
      draggable={false}
      onLoad={({ currentTarget }) => {
        const show = () => setShown(true)
        currentTarget.decode().then(show, show)
      }}
      className={`absolute inset-0 size-full select-none ${isShown ? '' : 'opacity-0'}`}
    />
  )
}
