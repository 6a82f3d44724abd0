import type { Store } from "@/lib/store/engine/store";

/** How long what is public is remembered. What is sent of it may be kept as long again (server/kept-answers.ts). */
export const REMEMBERED_MS = 2_000;
/** Of what is being asked for all the time, so many are read ahead at once: the others have time until they end. */
const AHEAD_AT_ONCE = 2;

interface Entry<T> {
  /** When its reading began. */
  since: number;
  /** The age at which it is read ahead, milliseconds. */
  aheadAfter: number;
  ahead: boolean;
  value: Promise<T>;
}

/** Reads what is remembered next; `last` is what was, if anything. */
type Read<T> = (last?: T) => Promise<T>;

/**
 * What was read a short time ago, once however many ask at the same time, and at most `most` of it: then what was read
 * the longest ago goes first. In the second half of its time, at a moment by chance so that what began together does
 * not end together, whoever asks has it read anew and is given the last; so what is asked for all the time keeps nobody
 * waiting. What could not be read is not remembered.
 */
export class Recent<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private reading = 0;

  constructor(
    private readonly most: number,
    private readonly chance: () => number = Math.random,
  ) {}

  get(key: string, now: number, read: Read<T>): Promise<T> {
    const known = this.entries.get(key);
    // A clock that was set back makes nothing last longer.
    const age = known === undefined ? Number.POSITIVE_INFINITY : Math.abs(now - known.since);
    if (known === undefined || age >= REMEMBERED_MS) return this.begin(key, now, read());
    if (age >= known.aheadAfter && !known.ahead && this.reading < AHEAD_AT_ONCE) void this.readAhead(key, now, read);
    return known.value;
  }

  forget(key: string): void {
    this.entries.delete(key);
  }

  private begin(key: string, now: number, value: Promise<T>): Promise<T> {
    this.forget(key);
    const entry = { since: now, aheadAfter: REMEMBERED_MS * (0.5 + this.chance() / 2), ahead: false, value };
    this.entries.set(key, entry);
    value.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    });
    this.trim(now);
    return value;
  }

  /** What was forgotten meanwhile, or has been read since, stays so. */
  private async readAhead(key: string, now: number, read: Read<T>): Promise<void> {
    const known = this.entries.get(key);
    if (known === undefined) return;
    known.ahead = true;
    this.reading += 1;
    try {
      const value = await read(await known.value);
      if (this.entries.get(key) === known) this.begin(key, now, Promise.resolve(value));
    } catch {
      known.ahead = false;
    } finally {
      this.reading -= 1;
    }
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
