import { availableParallelism, loadavg } from "node:os";

/** What numbers are measured on, and how busy it is by now. */
export function machine(): string {
  const load = loadavg()[0]?.toFixed(1);
  return `${availableParallelism()} cores, load ${load}; Node ${process.version}`;
}
