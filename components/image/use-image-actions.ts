'use client'

import { useRouter } from 'next/navigation'
import { showToast } from '#components/ui/toasts.ts'
import { useDeleteImage, useFavourite, useRestoreImage } from '#lib/client/images.ts'
import { handOverRecipe, type RecipePart, recipeOfImage } from '#lib/client/recipe-handoff.ts'
import { type Image, imageDownloadPath } from '#lib/shared/image.ts'
import { noteRemoval } from './removal.ts'

export type ImageActions = {
  toggleFavourite: () => void
  download: () => void
  reuse: (part: RecipePart) => void
  remove: () => void
  restore: () => void
}

/** What can be done with one picture, the same wherever it is shown. */
export function useImageActions(image: Image): ImageActions {
  const router = useRouter()
  const { mutate: setFavourite } = useFavourite()
  const { mutate: moveToTrash } = useDeleteImage()
  const { mutate: bringBack } = useRestoreImage()

  const restore = () => bringBack(image, { onError: say('The image could not be restored.') })

  return {
    toggleFavourite: () =>
      setFavourite(
        { image, favourite: image.favouritedAt === null },
        { onError: say('The favourite could not be saved.') },
      ),
    download: () => startDownload(imageDownloadPath(image)),
    reuse: (part) => {
      if (!handOverRecipe(recipeOfImage(image, part))) router.push('/')
    },
    remove: () => {
      noteRemoval(image.id)
      moveToTrash(image, { onError: say('The image could not be deleted.') })
      showToast({ text: 'Image deleted', action: { label: 'Undo', onPress: restore } })
    },
    restore,
  }
}

function say(text: string): () => void {
  return () => showToast({ text, tone: 'danger' })
}

function startDownload(path: string): void {
  const link = document.createElement('a')
  link.href = path
  link.download = ''
  link.click()
}
