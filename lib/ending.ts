const KEY = Symbol.for("statnest.ending");
type Work = () => Promise<void>;
type Holder = { [KEY]?: Set<Work> };

/**
 * Has something done before this process ends in order; it never throws. Next bundles its own copy of lib/, so what is
 * to be done lives on globalThis.
 */
export function beforeEnding(work: Work): void {
  const holder = globalThis as Holder;
  holder[KEY] ??= new Set();
  holder[KEY].add(work);
}

/** Does it; whoever ends the process has answered all requests. */
export async function finishWork(): Promise<void> {
  await Promise.all([...((globalThis as Holder)[KEY] ?? [])].map((work) => work()));
}
