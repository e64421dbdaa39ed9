/**
 * A child whose supervisor was killed hears of it by their channel closing, and ends too: otherwise it would hold on to
 * the port and the data folder, and nobody would know of it. Does nothing in a process without a supervisor.
 */
export function endWithSupervisor(end: () => void = () => process.exit(0)): void {
  if (process.channel) process.once('disconnect', end)
}
