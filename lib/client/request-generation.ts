import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { AppError } from '#lib/shared/errors.ts'
import { Generation, GenerationRequest } from '#lib/shared/generation.ts'
import { call, isUnreachable } from './api.ts'
import { keys } from './keys.ts'
import { editGenerationLists, generationLens, showGeneration } from './live-cache.ts'
import { drop, has, place, replace } from './paged.ts'
import { createPlaceholder, random } from './placeholders.ts'
import { keepCardKey, presses } from './presses.ts'

/** What the composer hands over: a request with its defaults left out. */
export type GenerationWish = z.input<typeof GenerationRequest>

type Press = { request: GenerationRequest; placeholder: Generation; submissionKey: string }

/**
 * `press(wish)` is one press of the button: its key is made once and kept through every retry, so however often the
 * network repeats it, it is paid for once. Tiles are on screen before the server has answered.
 */
export function useRequestGeneration() {
  const client = useQueryClient()
  const mutation = useMutation({
    mutationKey: keys.requestGeneration,
    mutationFn: ({ request, submissionKey }: Press) =>
      call(Generation, '/api/generations', {
        method: 'POST',
        body: request,
        headers: { 'idempotency-key': submissionKey },
      }),
    onMutate: ({ placeholder }) => show(client, placeholder),
    onSuccess: (generation, { placeholder }) => adopt(client, placeholder, generation),
    onSettled: (_generation, _error, { placeholder }) => forget(client, placeholder),
    retry: (failures, error) => isUnreachable(error) && failures < 5,
    retryDelay: (failures) => Math.min(500 * 2 ** failures, 8000),
  })

  async function press(wish: GenerationWish): Promise<Generation> {
    return await mutation.mutateAsync(toPress(client, wish))
  }
  return { press, error: mutation.error, isPending: mutation.isPending, reset: mutation.reset }
}

function toPress(client: QueryClient, wish: GenerationWish): Press {
  const parsed = GenerationRequest.safeParse(wish)
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? 'This cannot be asked for.'
    throw new AppError('invalid_request', message, { cause: parsed.error })
  }
  const request = parsed.data
  return {
    request,
    placeholder: createPlaceholder(client, request),
    submissionKey: `press-${random()}${random()}`,
  }
}

function show(client: QueryClient, placeholder: Generation): void {
  presses(client).placeholders.set(placeholder.id, placeholder)
  editGenerationLists(client, (data) => place(data, placeholder, generationLens))
}

/** The answer takes the placeholder's place; an event that was faster than the answer is newer than it. */
function adopt(client: QueryClient, placeholder: Generation, answer: Generation): void {
  const generation = presses(client).waiting.get(answer.id) ?? answer
  keepCardKey(generation.id, placeholder.id)
  client.setQueryData(keys.generation(generation.id), generation)
  editGenerationLists(client, (data) =>
    has(data, generation.id, generationLens)
      ? drop(data, placeholder.id, generationLens)
      : replace(data, { id: placeholder.id, item: generation }, generationLens),
  )
}

function forget(client: QueryClient, placeholder: Generation): void {
  const { placeholders, waiting } = presses(client)
  placeholders.delete(placeholder.id)
  editGenerationLists(client, (data) => drop(data, placeholder.id, generationLens))
  if (placeholders.size > 0) return
  const told = [...waiting.values()]
  waiting.clear()
  for (const generation of told) showGeneration(client, generation)
}
