/**
 * The places between two steps at which a process may end and nothing be lost. Tests end it at each of them:
 * lib/store/series/failpoint.test.ts fails while one of these is never passed.
 */
export const FAILPOINTS = [
  "past closed",
  "round begun",
  "stats rolled up",
  "round ended",
  "dirty taken",
  "dirty quarters rolled up",
  "dirty rolled up",
  "zone begun",
  "zone days built",
  "zone ready",
  "bins taken",
  "bins packed",
  "series moved",
  "minutes folded",
] as const;

export type Failpoint = (typeof FAILPOINTS)[number];

const HOOK = Symbol.for("statnest.failpoint");
type Holder = { [HOOK]?: (name: Failpoint) => void };

/** Does nothing unless a test has hung something there, which may throw or end the process. */
export function failpoint(name: Failpoint): void {
  (globalThis as Holder)[HOOK]?.(name);
}

/** For tests: what to do at every failpoint; null is nothing. */
export function onFailpoint(hook: ((name: Failpoint) => void) | null): void {
  if (hook === null) delete (globalThis as Holder)[HOOK];
  else (globalThis as Holder)[HOOK] = hook;
}
