'use client'

import { Button } from '#components/ui/button.tsx'
import { type HandedRecipe, handOverRecipe } from '#lib/client/recipe-handoff.ts'

type Example = {
  name: string
  /** A sketch of what is asked for, in the shape that is asked for; in public/examples. */
  sketch: string
  recipe: HandedRecipe & { prompt: string; aspectRatio: string }
}

// Each shows something the model is good at: lettering, exact colours, light.
const examples: Example[] = [
  {
    name: 'A poster with lettering',
    sketch: 'poster',
    recipe: {
      prompt:
        'A screen-printed poster on a #E4572E ground: a black lighthouse throwing a cream beam of light, the title "NORTH" in a bold grotesk along the bottom edge',
      aspectRatio: '3:4',
    },
  },
  {
    name: 'A product on its own colour',
    sketch: 'product',
    recipe: {
      prompt:
        'Product photograph of a matte ceramic cup on a seamless #2A9D8F backdrop, soft window light from the left, one long shadow, nothing else in the frame',
      aspectRatio: '1:1',
    },
  },
  {
    name: 'A landscape at dusk',
    sketch: 'landscape',
    recipe: {
      prompt:
        'Rolling hills at dusk under a #3D405B sky, thin layers of fog in the valleys, a single lit window far away, muted colours, wide and quiet',
      aspectRatio: '16:9',
    },
  },
]

/** The first thing a new studio says: somewhere to begin, and nothing that runs by itself. */
export function StreamEmpty() {
  return (
    <div className="flex max-w-[72rem] flex-col gap-8 py-4 @min-[54rem]/stream:py-12">
      <div className="flex flex-col gap-1">
        <h2 className="text-hero">Your images will collect here.</h2>
        <p className="text-body text-text-2">Try one of these, or write your own.</p>
      </div>
      <ul className="grid grid-cols-1 gap-x-4 gap-y-10 @min-[36rem]/stream:grid-cols-3">
        {examples.map((example) => (
          <ExampleCard key={example.name} {...example} />
        ))}
      </ul>
    </div>
  )
}

function ExampleCard({ name, sketch, recipe }: Example) {
  return (
    <li className="grid grid-cols-[7rem_minmax(0,1fr)] gap-4 @min-[36rem]/stream:grid-cols-1 @min-[36rem]/stream:grid-rows-[auto_1fr]">
      <div className="relative aspect-square rounded-control bg-surface @min-[36rem]/stream:aspect-4/3">
        <img
          src={`/examples/${sketch}.svg`}
          alt=""
          className="absolute inset-[10%] size-[80%] object-contain"
        />
      </div>
      <div className="flex flex-col items-start gap-3">
        <div className="flex flex-1 flex-col gap-1">
          <h3 className="text-body font-semibold">{name}</h3>
          <p className="text-ui text-pretty text-text-2">{recipe.prompt}</p>
        </div>
        <Button aria-label={`Use, ${name}`} onClick={() => handOverRecipe({ ...recipe, focus: 'prompt' })}>
          Use
        </Button>
      </div>
    </li>
  )
}
