import type { Store } from "@/lib/store/engine/store";

/** How long what is public is remembered: so long may a change of it take to reach another process. */
export const REMEMBERED_MS = 2_000;

interface Entry<T> {
  since: number;
  value: Promise<T>;
}

/**
 * What was read in the last two seconds, once however many ask at the same time, and at most `most` of it: then what was
 * read the longest ago goes first. What could not be read is not remembered.
 */
export class Recent<T> {
  private readonly entries = new Map<string, Entry<T>>();

  constructor(private readonly most: number) {}

  get(key: string, now: number, read: () => Promise<T>): Promise<T> {
    const known = this.entries.get(key);
    // A clock that was set back makes nothing last longer.
    if (known !== undefined && Math.abs(now - known.since) < REMEMBERED_MS) return known.value;
    this.forget(key);
    const entry = { since: now, value: read() };
    this.entries.set(key, entry);
    entry.value.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    });
    this.trim(now);
    return entry.value;
  }

  forget(key: string): void {
    this.entries.delete(key);
  }

  /** Entries lie in the order in which they were read. */
  private trim(now: number): void {
    for (const [key, { since }] of this.entries) {
      if (this.entries.size <= this.most && Math.abs(now - since) < REMEMBERED_MS) return;
      this.entries.delete(key);
    }
  }
}

type Drawers = Map<string, Recent<unknown>>;
const KEY = Symbol.for("statnest.links");
type Holder = { [KEY]?: WeakMap<Store, Drawers> };

/**
 * What this process remembers under a name of what one database keeps. Next may bundle several copies of lib/, so it
 * lives on globalThis: what one of them forgets is forgotten.
 */
export function recent<T>(store: Store, name: string, most: number): Recent<T> {
  const holder = globalThis as Holder;
  holder[KEY] ??= new WeakMap();
  const drawers: Drawers = holder[KEY].get(store) ?? new Map();
  holder[KEY].set(store, drawers);
  const drawer = drawers.get(name) ?? new Recent<unknown>(most);
  drawers.set(name, drawer);
  return drawer as Recent<T>;
}
