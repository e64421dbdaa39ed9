import 'server-only'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type AnswerHead, readAnswerHead } from './answer-head.ts'
import { type AnswerScanner, createAnswerScanner } from './answer-scanner.ts'
import type { Verdict } from './gateway.ts'
import { toVerdict } from './verdict.ts'

const chunkBytes = 64 * 1024
const maxHeadBytes = 64 * 1024
const newline = 0x0a

/**
 * Says what an answer file means. A picture inside it is written to a file in `outFolder`, which is left only when the
 * verdict points at it. Reading the same file again gives the same verdict.
 */
export async function readAnswer(answerFile: string, outFolder: string): Promise<Verdict> {
  await mkdir(outFolder, { recursive: true })
  const picture = join(outFolder, `${basename(answerFile).replace(/\.answer$/, '')}.picture`)
  const handle = await open(picture, 'w', 0o600)
  const verdict = await judge(answerFile, handle, picture).finally(() => handle.close())
  const isWanted = verdict.kind === 'image' && verdict.source.kind === 'file'
  if (!isWanted) await rm(picture, { force: true })
  return verdict
}

async function judge(answerFile: string, handle: FileHandle, picture: string): Promise<Verdict> {
  const pieces: Uint8Array[] = []
  const scanner = createAnswerScanner((bytes) => pieces.push(bytes))
  const reading = createHeadReader(scanner)
  for await (const chunk of createReadStream(answerFile, { highWaterMark: chunkBytes })) {
    reading.push(chunk)
    for (const piece of pieces.splice(0)) await handle.writeFile(piece)
  }
  const scan = scanner.finish()
  for (const piece of pieces.splice(0)) await handle.writeFile(piece)
  const head = reading.head()
  return head ? toVerdict(head, scan, picture) : { kind: 'unclear', code: 'answer_unreadable', ...noFacts }
}

/** Splits the first line off and passes the rest on. */
function createHeadReader(scanner: AnswerScanner) {
  let line = Buffer.alloc(0)
  let head: AnswerHead | null | undefined
  return {
    push(chunk: Uint8Array): void {
      if (head !== undefined) {
        if (head) scanner.push(chunk)
        return
      }
      line = Buffer.concat([line, chunk])
      const end = line.indexOf(newline)
      if (end >= 0) {
        head = readAnswerHead(line.toString('utf8', 0, end))
        if (head) scanner.push(line.subarray(end + 1))
      } else if (line.length > maxHeadBytes) head = null
    },
    head: () => head ?? null,
  }
}

const noFacts = {
  requestId: null,
  costMicros: null,
  provider: null,
  executedModel: null,
  revisedPrompt: null,
  gatewayStatus: null,
  gatewayCode: null,
}
