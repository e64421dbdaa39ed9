import * as z from 'zod/mini'
import type { Generation } from '#lib/shared/generation.ts'
import type { Image } from '#lib/shared/image.ts'

/**
 * What somebody wants back in the composer: a whole recipe, or the parts they chose. Parts that are absent stay as
 * they are there. Sizes and shapes are as in a request; `seed: null` asks for a random one.
 */
export const HandedRecipe = z.object({
  prompt: z.optional(z.string()),
  model: z.optional(z.string()),
  size: z.optional(z.string()),
  aspectRatio: z.optional(z.string()),
  resolution: z.optional(z.string()),
  n: z.optional(z.int()),
  seed: z.optional(z.nullable(z.int())),
  /** Where the cursor goes: to the prompt's end when it is to be changed. */
  focus: z.optional(z.literal('prompt')),
})
export type HandedRecipe = z.infer<typeof HandedRecipe>

export type RecipePart = 'all' | 'prompt' | 'seed' | 'size'

type Receiver = (recipe: HandedRecipe) => void

const storageName = 'safelight:handed-recipe'
const receivers = new Set<Receiver>()

/** False when no composer is on the page: the recipe then waits for the next one that opens in this tab. */
export function handOverRecipe(recipe: HandedRecipe): boolean {
  if (receivers.size > 0) {
    for (const receive of receivers) receive(recipe)
    return true
  }
  try {
    sessionStorage.setItem(storageName, JSON.stringify(recipe))
  } catch {
    // Forbidden storage: the composer opens with its own draft.
  }
  return false
}

/** For the composer: what waited for it comes at once, everything later as it is handed over. */
export function receiveRecipes(receive: Receiver): () => void {
  receivers.add(receive)
  const waiting = takeWaiting()
  if (waiting) receive(waiting)
  return () => {
    receivers.delete(receive)
  }
}

export function recipeOfGeneration({ request }: Generation, part: RecipePart, seed?: number): HandedRecipe {
  const shape = { size: request.size, aspectRatio: request.aspectRatio, resolution: request.resolution }
  if (part === 'prompt') return { prompt: request.prompt, focus: 'prompt' }
  if (part === 'seed') return { seed: seed ?? request.seed ?? null }
  if (part === 'size') return shape
  return {
    ...shape,
    prompt: request.prompt,
    model: request.model,
    n: request.n,
    seed: request.seed ?? null,
    focus: 'prompt',
  }
}

/** An image's own recipe always makes one image: the one with its seed. */
export function recipeOfImage(image: Image, part: RecipePart): HandedRecipe {
  const size = `${image.asked.width}x${image.asked.height}`
  if (part === 'prompt') return { prompt: image.prompt, focus: 'prompt' }
  if (part === 'seed') return { seed: image.seed }
  if (part === 'size') return { size }
  return { prompt: image.prompt, model: image.model, size, n: 1, seed: image.seed, focus: 'prompt' }
}

function takeWaiting(): HandedRecipe | null {
  try {
    const text = sessionStorage.getItem(storageName)
    if (text === null) return null
    sessionStorage.removeItem(storageName)
    const parsed = HandedRecipe.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
