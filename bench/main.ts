/** `npm run bench`: the numbers the README promises, measured on this machine. Exit code 1 when one is missed. */
import { ensureBuilt } from '../lib/commands/build.mjs'
import { measureFirstLoad } from './first-load.ts'
import { isReached, type Measure, printTable } from './measure.ts'
import { measureMemory } from './memory.ts'
import { measurePicture } from './picture.ts'
import { measurePress } from './press.ts'
import { measureStart } from './start.ts'
import { measureTileBytes } from './tile-bytes.ts'
import { measureTiles } from './tiles.ts'

const all = {
  start: measureStart,
  press: measurePress,
  tiles: measureTiles,
  picture: measurePicture,
  memory: measureMemory,
  'tile-bytes': measureTileBytes,
  'first-load': measureFirstLoad,
}

const wanted = process.argv.slice(2)
ensureBuilt(process.execPath)
const measures: Measure[] = []
for (const [name, measure] of Object.entries(all)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.error(`measuring ${name}…`)
  measures.push(...(await measure()))
}
printTable(measures)
process.exitCode = measures.length > 0 && measures.every(isReached) ? 0 : 1
