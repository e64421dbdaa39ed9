import { notFound } from '#lib/shared/errors.ts'
import type { ImageId } from '#lib/shared/ids.ts'
import {
  derivativeFormat,
  type Image,
  type ImagePage,
  type ImageQuery,
  type ImageVariant,
  type KeptFormat,
} from '#lib/shared/image.ts'
import { type Member, requireMaker } from '../access.ts'
import type { App } from '../app.ts'
import type { Blobs } from '../blobs/blobs.ts'
import { downloadName } from './download-name.ts'

export async function listImages(app: App, actor: Member, query: ImageQuery): Promise<ImagePage> {
  return await app.store.team(actor.scope).images.list(query)
}

export async function getImage(app: App, actor: Member, id: ImageId): Promise<Image> {
  return found(await app.store.team(actor.scope).images.find(id))
}

export async function favouriteImage(
  app: App,
  actor: Member,
  { id, favourite }: { id: ImageId; favourite: boolean },
): Promise<Image> {
  requireMaker(actor)
  const at = favourite ? app.clock.now() : null
  return found(await app.store.team(actor.scope).images.setFavourite(id, at))
}

/** Into the trash; its files are kept. */
export async function deleteImage(app: App, actor: Member, id: ImageId): Promise<Image> {
  requireMaker(actor)
  return found(await app.store.team(actor.scope).images.setDeleted(id, app.clock.now()))
}

export async function restoreImage(app: App, actor: Member, id: ImageId): Promise<Image> {
  requireMaker(actor)
  return found(await app.store.team(actor.scope).images.setDeleted(id, null))
}

/** One file of an image: what it is, and the way to its bytes. */
export type ImageBytes = {
  sha256: string
  sizeBytes: number
  format: KeptFormat
  /** Of the original: names the version of all its variants. */
  imageSha256: string
  name: string
  open: OpenBytes
}

type OpenBytes = (range?: Parameters<Blobs['open']>[1]) => ReturnType<Blobs['open']>

export async function findImageBytes(
  app: App,
  actor: Member,
  { id, variant }: { id: ImageId; variant: ImageVariant },
): Promise<ImageBytes> {
  const rows = app.store.team(actor.scope).images
  const [image, file] = await Promise.all([rows.find(id), rows.findFile(id, variant)])
  if (!image || !file) throw notFound('This image')
  const kept = await app.blobs.stat(file.sha256)
  if (kept?.sizeBytes !== file.sizeBytes) {
    app.log.error({ imageId: id, variant }, 'A kept file is missing or has another size')
    throw notFound('This image’s file')
  }
  const format = variant === 'original' ? file.format : derivativeFormat
  return {
    sha256: file.sha256,
    sizeBytes: file.sizeBytes,
    format,
    imageSha256: image.sha256,
    name: downloadName(image, format),
    open: (range) => app.blobs.open(file.sha256, range),
  }
}

function found(image: Image | null): Image {
  if (!image) throw notFound('This image')
  return image
}
