import 'server-only'
import { toSentence } from '../sentence.ts'
import { endWithSupervisor, tellSupervisor } from '../supervisor-channel.ts'
import { openCourier } from './courier-process.ts'
import { takeEnvironment } from './secrets.ts'

try {
  await using courier = await openCourier(takeEnvironment())
  const stopped = Promise.withResolvers<void>()
  let isStopping = false
  const stop = () => {
    // Asked a second time, somebody does not want to wait for the calls in flight.
    if (isStopping) courier.halt()
    isStopping = true
    stopped.resolve()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  endWithSupervisor(stop)
  await tellSupervisor({ kind: 'ready' })
  await stopped.promise
  await courier.drain()
} catch (error) {
  const sentence = toSentence(error)
  if (sentence === null) throw error
  await tellSupervisor({ kind: 'cannot-run', sentence })
  process.exitCode = 1
}
process.exit()
