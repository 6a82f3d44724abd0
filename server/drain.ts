import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a draining server still takes requests, telling each client to connect elsewhere next time. */
const PARTING_MS = 1_500;
const LOOK_EVERY_MS = 50;

/**
 * Ends a server: when `patient` it goes on for a moment while answers say `Connection: close`, so that no kept-alive
 * connection is cut between two requests; then it takes no more, and running requests finish. `endStreams` ends what
 * never ends by itself.
 */
export async function drainServer(server: Server, patient: boolean, endStreams: () => void): Promise<void> {
  const partUntil = performance.now() + (patient ? PARTING_MS : 0);
  while (performance.now() < partUntil && (await openConnections(server)) > 0) await sleep(LOOK_EVERY_MS);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  endStreams();
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  await closed;
  clearInterval(idle);
}

function openConnections(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((error, count) => resolve(error ? 0 : count)));
}
