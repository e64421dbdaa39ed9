'use client'

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import {
  chooseShortcut,
  countsAsPress,
  isSingleKey,
  matchStroke,
  type ShortcutId,
  shortcuts,
  toStroke,
} from './shortcuts.ts'

type Handler = () => void

const sequenceMs = 1000
const storageName = 'safelight:single-keys'

const handlers = new Map<ShortcutId, Handler[]>()
const listeners = new Set<() => void>()
let live: readonly ShortcutId[] = []
let before: { stroke: string; at: number } | null = null

function changed(): void {
  live = [...handlers.keys()]
  for (const listener of listeners) listener()
}

/** Answers a shortcut of the registry while the component is on the page; the latest to come answers first. */
export function useShortcut(id: ShortcutId, handle: Handler, enabled = true): void {
  const answer = useEffectEvent(handle)
  useEffect(() => {
    if (!enabled) return
    const own = () => answer()
    handlers.set(id, [...(handlers.get(id) ?? []), own])
    if (handlers.size === 1) document.addEventListener('keydown', handleKeydown)
    changed()
    return () => {
      const rest = (handlers.get(id) ?? []).filter((handler) => handler !== own)
      if (rest.length > 0) handlers.set(id, rest)
      else handlers.delete(id)
      if (handlers.size === 0) document.removeEventListener('keydown', handleKeydown)
      changed()
    }
  }, [id, enabled])
}

type PressedKey = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'repeat'>

function strokeOf(event: PressedKey): string {
  const { key, metaKey, ctrlKey, altKey: alt, shiftKey: shift } = event
  return toStroke({ key, mod: metaKey || ctrlKey, alt, shift })
}

/** For handlers of one element, such as the tile under focus. */
export function isShortcut(event: PressedKey, id: ShortcutId): boolean {
  const { keys } = shortcuts[id]
  if (strokeOf(event) !== keys || !countsAsPress(id, event.repeat)) return false
  return areSingleKeysOn() || !isSingleKey(keys)
}

function handleKeydown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return
  const stroke = strokeOf(event)
  const recent = before && event.timeStamp - before.at < sequenceMs ? before.stroke : null
  before = null
  const match = matchStroke(stroke, recent)
  if (match.begins && !isBusy(event.target, stroke)) before = { stroke, at: event.timeStamp }
  const id = chooseShortcut(match.id, live)
  if (!id || isBusy(event.target, shortcuts[id].keys)) return
  event.preventDefault()
  if (countsAsPress(id, event.repeat)) handlers.get(id)?.at(-1)?.()
}

// Single keys never fire while somebody types, in a menu or in a dialog (but one that says it has shortcuts of its
// own), nor when they were switched off.
function isBusy(target: EventTarget | null, keys: string): boolean {
  if (!isSingleKey(keys)) return false
  if (!areSingleKeysOn()) return true
  if (!(target instanceof HTMLElement)) return false
  const types =
    'input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [role=menu], dialog:not([data-shortcuts])'
  return target.isContentEditable || target.closest(types) !== null
}

function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const none: readonly ShortcutId[] = []

/** The shortcuts that something on the page answers now. */
export function useLiveShortcuts(): readonly ShortcutId[] {
  return useSyncExternalStore(
    subscribe,
    () => live,
    () => none,
  )
}

export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(storageName) !== 'off'
  } catch {
    return true
  }
}

/** For people whose speech or switch software types letters by accident. */
export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(storageName, on ? 'on' : 'off')
  } catch {
    // Forbidden storage: the switch holds no longer than the page, so it is left as it is.
  }
  changed()
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn, () => true)
}
