const yearSeconds = 31_536_000

/** For what the server has to know before the first paint; everything else this browser remembers is in `saved.ts`. */
export function writeCookie(name: string, value: string): void {
  // The Cookie Store API is missing where a studio is reached over plain http.
  const cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${yearSeconds}; samesite=lax`
  Object.assign(document, { cookie })
}

export function readCookie(name: string): string | undefined {
  const own = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))
  try {
    return own && decodeURIComponent(own.slice(name.length + 1))
  } catch {
    return undefined
  }
}
