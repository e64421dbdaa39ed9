'use client'

import { Button } from '#components/ui/button.tsx'
import { type HandedRecipe, handOverRecipe } from '#lib/client/recipe-handoff.ts'

type Example = {
  name: string
  ground: string
  recipe: HandedRecipe & { prompt: string; aspectRatio: string }
}

// Each shows something the model is good at: lettering, exact colours, light.
const examples: Example[] = [
  {
    name: 'A poster with lettering',
    ground: '#E4572E',
    recipe: {
      prompt:
        'A screen-printed poster on a #E4572E ground: a black lighthouse throwing a cream beam of light, the title "NORTH" in a bold grotesk along the bottom edge',
      aspectRatio: '3:4',
    },
  },
  {
    name: 'A product on its own colour',
    ground: '#2A9D8F',
    recipe: {
      prompt:
        'Product photograph of a matte ceramic cup on a seamless #2A9D8F backdrop, soft window light from the left, one long shadow, nothing else in the frame',
      aspectRatio: '1:1',
    },
  },
  {
    name: 'A landscape at dusk',
    ground: '#3D405B',
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
    <div className="flex flex-col gap-6 py-4 @min-[54rem]/stream:py-12">
      <div className="flex flex-col gap-1">
        <h2 className="text-hero">Your images will collect here.</h2>
        <p className="text-body text-text-2">Try one of these, or write your own.</p>
      </div>
      <ul className="grid grid-cols-1 gap-4 @min-[36rem]/stream:grid-cols-3">
        {examples.map((example) => (
          <ExampleCard key={example.name} {...example} />
        ))}
      </ul>
    </div>
  )
}

function ExampleCard({ name, ground, recipe }: Example) {
  return (
    <li className="flex flex-col items-start gap-3">
      <div aria-hidden="true" className="grid h-36 w-full place-items-center rounded-tile bg-surface">
        <span
          className="h-24 rounded-tile"
          style={{ backgroundColor: ground, aspectRatio: recipe.aspectRatio.replace(':', ' / ') }}
        />
      </div>
      <div className="flex flex-1 flex-col gap-1">
        <h3 className="text-ui font-semibold">{name}</h3>
        <p className="text-ui text-pretty text-text-2">{recipe.prompt}</p>
      </div>
      <Button aria-label={`Use, ${name}`} onClick={() => handOverRecipe({ ...recipe, focus: 'prompt' })}>
        Use
      </Button>
    </li>
  )
}
