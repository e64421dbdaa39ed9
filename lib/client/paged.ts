import type { InfiniteData } from '@tanstack/react-query'

/** Endless lists are kept as the pages they came in, newest first, each with the key of the next. */
export type Paged<Page> = InfiniteData<Page, string | null>

/** How to read and replace the items of one kind of page. */
export type PageLens<Page, Item> = {
  items(page: Page): readonly Item[]
  with(page: Page, items: Item[]): Page
  id(item: Item): string
  /** What the list is sorted by, descending. */
  time(item: Item): string
  isEnd(page: Page): boolean
}

/** Puts a newer version in the old one's place, or a newcomer where its time belongs. */
export function place<Page, Item>(data: Paged<Page>, item: Item, lens: PageLens<Page, Item>): Paged<Page> {
  return has(data, lens.id(item), lens)
    ? replace(data, { id: lens.id(item), item }, lens)
    : insert(data, item, lens)
}

export function replace<Page, Item>(
  data: Paged<Page>,
  { id, item }: { id: string; item: Item },
  lens: PageLens<Page, Item>,
): Paged<Page> {
  return editPages(data, lens, (items) =>
    items.some((other) => lens.id(other) === id)
      ? items.map((other) => (lens.id(other) === id ? item : other))
      : items,
  )
}

export function drop<Page, Item>(data: Paged<Page>, id: string, lens: PageLens<Page, Item>): Paged<Page> {
  return editPages(data, lens, (items) =>
    items.some((other) => lens.id(other) === id) ? items.filter((other) => lens.id(other) !== id) : items,
  )
}

export function has<Page, Item>(data: Paged<Page>, id: string, lens: PageLens<Page, Item>): boolean {
  return data.pages.some((page) => lens.items(page).some((item) => lens.id(item) === id))
}

/** Pages whose items did not change stay the same objects, so nothing that shows them is drawn again. */
export function editPages<Page, Item>(
  data: Paged<Page>,
  lens: PageLens<Page, Item>,
  edit: (items: readonly Item[]) => readonly Item[],
): Paged<Page> {
  const pages = data.pages.map((page) => {
    const before = lens.items(page)
    const after = edit(before)
    return after === before ? page : lens.with(page, [...after])
  })
  return pages.every((page, index) => page === data.pages[index]) ? data : { ...data, pages }
}

// What is older than everything loaded so far comes with its own page, when somebody scrolls there.
function insert<Page, Item>(data: Paged<Page>, item: Item, lens: PageLens<Page, Item>): Paged<Page> {
  const isBefore = (other: Item) => isNewer(item, other, lens)
  const target = data.pages.findIndex((page) => lens.items(page).some(isBefore))
  const last = data.pages.length - 1
  const lastPage = data.pages[last]
  if (target < 0 && !(lastPage && lens.isEnd(lastPage))) return data
  return {
    ...data,
    pages: data.pages.map((page, index) => {
      if (index !== (target < 0 ? last : target)) return page
      const items = lens.items(page)
      const at = items.findIndex(isBefore)
      return lens.with(page, at < 0 ? [...items, item] : items.toSpliced(at, 0, item))
    }),
  }
}

function isNewer<Page, Item>(one: Item, other: Item, lens: PageLens<Page, Item>): boolean {
  if (lens.time(one) !== lens.time(other)) return lens.time(one) > lens.time(other)
  return lens.id(one) > lens.id(other)
}
