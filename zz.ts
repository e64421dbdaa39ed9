import { readFileSync } from 'node:fs'
import pino from 'pino'
import { lumenfallGateway } from './lib/server/gateway/lumenfall-gateway.ts'
import { sealSecret } from './lib/server/gateway/secret.ts'
const port = readFileSync('/tmp/gw/port', 'utf8').trim()
const g = lumenfallGateway({ kind: 'custom', baseUrl: new URL(`http://127.0.0.1:${port}/openai/v1`), secret: sealSecret('x')!, limits: { deadlineMs: 60000, maxAnswerBytes: 2e8 }, mediaHosts: [], log: pino({ level: 'silent' }) })
const call = { traceId: 'a'.repeat(32), user: 'u', model: 'm', prompt: 'p', size: { width: 1, height: 1 }, seed: 1, extra: {}, deadlineMs: 60000 }
const n = new AbortController().signal
console.log('start', process.memoryUsage.rss() / 1e6 | 0)
for (let i = 0; i < 2; i++) { const t = performance.now(); const c = process.cpuUsage(); await g.generate(call, `/tmp/gw/z.answer`, n); const d = process.cpuUsage(c); console.log(performance.now() - t | 0, 'cpu', (d.user + d.system) / 1000 | 0, process.memoryUsage().rss / 1e6 | 0, process.memoryUsage().arrayBuffers / 1e6 | 0) }
const rss = process.memoryUsage.rss()
let peak = 0
const t = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()) }, 2)
const c = process.cpuUsage()
await Promise.all(Array.from({ length: 8 }, (_, i) => g.generate(call, `/tmp/gw/z${i}.answer`, n)))
const d = process.cpuUsage(c)
clearInterval(t)
console.log('rss', rss / 1e6 | 0, '+MB', (peak - rss) / 1e6 | 0, (d.user + d.system) / 8000 | 0, 'ms cpu each')
