'use client'

import type { ImageActions } from '#components/image/use-image-actions.ts'
import { useShortcut } from '#lib/client/use-shortcut.ts'
import type { StageControl } from './use-stage.ts'

type Answers = {
  stage: StageControl
  actions: ImageActions
  onStep: (to: 'previous' | 'next') => void
  onBackdrop: () => void
  onInfo: () => void
  onClose: () => void
}

const zoomStep = 1.5

/** Every key of the viewer. */
export function useViewerShortcuts({ stage, actions, onStep, onBackdrop, onInfo, onClose }: Answers): void {
  useShortcut('previous', () => onStep('previous'))
  useShortcut('next', () => onStep('next'))
  useShortcut('close-viewer', onClose)
  useShortcut('zoom', () => stage.toggle())
  useShortcut('zoom-fit', stage.fit)
  useShortcut('zoom-actual', () => stage.toScale(1))
  useShortcut('zoom-in', () => stage.by(zoomStep))
  useShortcut('zoom-out', () => stage.by(1 / zoomStep))
  useShortcut('backdrop', onBackdrop)
  useShortcut('info', onInfo)
  useShortcut('favourite', actions.toggleFavourite)
  useShortcut('download', actions.download)
  useShortcut('download-viewed', actions.download)
  useShortcut('reuse', () => actions.reuse('all'))
  useShortcut('reuse-prompt', () => actions.reuse('prompt'))
  useShortcut('remove', actions.remove)
}
