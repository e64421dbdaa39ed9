/** `npm run verify`: checks every picture's row against its file, also while the studio is running. */
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { diskBlobs } from '#lib/server/blobs/disk-blobs.ts'
import { readConfig } from '#lib/server/config.ts'
import { toSentence } from '#lib/server/sentence.ts'
import { openStore } from '#lib/server/store/open-store.ts'
import { toReport } from '#lib/server/verify/report.ts'
import { verify } from '#lib/server/verify/verify.ts'

/** True when everything is whole. */
async function run(): Promise<boolean> {
  const { dataDir, files } = readConfig(process.env)
  if (!existsSync(files.database)) {
    console.error(`There is no studio in the data folder “${basename(dataDir)}”.`)
    return false
  }
  await using store = await openStore({ file: files.database })
  const verification = await verify({ store, blobs: diskBlobs(files.blobs) })
  console.log(toReport(verification))
  return verification.faults.length === 0
}

try {
  process.exitCode = (await run()) ? 0 : 1
} catch (error) {
  const sentence = toSentence(error)
  if (sentence === null) throw error
  console.error(sentence)
  process.exitCode = 1
}
