import * as z from 'zod/mini'
import { readCookie, writeCookie } from '#lib/client/cookies.ts'
import { readSaved, save } from '#lib/client/saved.ts'
import { fitToModel, initialSettings, Settings } from './composer-state.ts'

/**
 * The words stay in this browser; the settings and the prompt's height are a cookie, so that the server can draw the
 * composer as it was left and nothing moves when the words come back.
 */
export const settingsCookie = 'safelight-composer'

const promptName = 'prompt'

export const promptRows = { min: 6, max: 18 } as const

/** How the composer was left. No rows: the prompt was empty. */
export const ComposerLook = z.object({ settings: Settings, rows: z.int() })
export type ComposerLook = z.infer<typeof ComposerLook>

const plainLook: ComposerLook = { settings: initialSettings, rows: 0 }

export function readLook(cookieText: string | undefined): ComposerLook {
  try {
    const look = ComposerLook.parse(JSON.parse(cookieText ?? ''))
    return { settings: fitToModel(look.settings), rows: clampRows(look.rows) }
  } catch {
    return plainLook
  }
}

/** The look that this browser holds now: newer than the page's, when the page was fetched ahead. */
export function readOwnLook(): ComposerLook {
  return readLook(readCookie(settingsCookie))
}

export function saveLook(look: ComposerLook): void {
  writeCookie(settingsCookie, JSON.stringify(look))
}

export function readPrompt(): string {
  return readSaved(promptName, z.string()) ?? ''
}

export function savePrompt(prompt: string): void {
  save(promptName, prompt)
}

function clampRows(rows: number): number {
  return rows === 0 ? 0 : Math.min(promptRows.max, Math.max(promptRows.min, rows))
}
