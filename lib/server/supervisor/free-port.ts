import { createServer } from 'node:net'

const mostTries = 50

/** The wanted port, or the next one that nobody listens on; null when there is none near it. */
export async function findFreePort(host: string, wanted: number): Promise<number | null> {
  for (let port = wanted; port <= Math.min(wanted + mostTries, 65_535); port += 1) {
    const free = await tryPort(host, port)
    if (free !== null) return free
  }
  return null
}

/** Null when the port is taken; 0 asks for any free one. */
function tryPort(host: string, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null)
      else reject(error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      const found = typeof address === 'object' && address ? address.port : null
      server.close(() => resolve(found))
    })
  })
}
