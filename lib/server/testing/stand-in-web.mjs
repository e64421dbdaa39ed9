// Stands in for `next start` where a test is about processes and not about pages: answers when it is well, like it.
import { createServer } from 'node:http'

/** @param {string} name */
const option = (name) => process.argv[process.argv.indexOf(name) + 1]

process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
createServer((_request, response) => response.end(String(process.pid))).listen(
  Number(option('-p')),
  option('-H'),
)
