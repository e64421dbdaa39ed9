import type { QueryClient } from '@tanstack/react-query'

/**
 * What somebody has asked for and the server has not yet confirmed. While a wish is held, every snapshot of its
 * subject is shown with the wish on top, so an answer or event from before the wish cannot make the picture flicker
 * back; when it is released, the last snapshot of the server shows through again.
 */
type Subject = { served: unknown; wishes: { patch: object }[] }

export type HeldWish<Item> = {
  /** Lets go after the server said yes; gives what to show. */
  confirm(answer: Item): Item
  /** Lets go after the server said no; gives what to show. */
  withdraw(): Item
}

const subjectsOf = new WeakMap<QueryClient, Map<string, Subject>>()

function subjects(client: QueryClient): Map<string, Subject> {
  const known = subjectsOf.get(client) ?? new Map<string, Subject>()
  subjectsOf.set(client, known)
  return known
}

export function holdWish<Item extends { id: string }>(
  client: QueryClient,
  shown: Item,
  patch: Partial<Item>,
): HeldWish<Item> {
  const known = subjects(client)
  const subject = known.get(shown.id) ?? { served: shown, wishes: [] }
  known.set(shown.id, subject)
  const wish = { patch }
  subject.wishes.push(wish)

  const letGo = () => {
    subject.wishes = subject.wishes.filter((other) => other !== wish)
    if (subject.wishes.length === 0) known.delete(shown.id)
  }
  return {
    confirm(answer) {
      letGo()
      // An event that already shows the wish fulfilled is at least as new as the answer.
      if (!fulfils(subject.served as Item, patch)) subject.served = answer
      return patched(subject.served as Item, subject)
    },
    withdraw() {
      letGo()
      return patched(subject.served as Item, subject)
    },
  }
}

/** The server's snapshot with what is still wished for on top. */
export function withWishes<Item extends { id: string }>(client: QueryClient, snapshot: Item): Item {
  const subject = subjects(client).get(snapshot.id)
  if (!subject) return snapshot
  subject.served = snapshot
  return patched(snapshot, subject)
}

function patched<Item>(item: Item, subject: Subject): Item {
  return Object.assign({}, item, ...subject.wishes.map(({ patch }) => patch))
}

// The server's clock sets the times, so only whether there is one can be compared.
function fulfils<Item extends object>(served: Item, patch: Partial<Item>): boolean {
  return Object.entries(patch).every(
    ([name, value]) => (served[name as keyof Item] === null) === (value === null),
  )
}
