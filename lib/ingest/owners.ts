import type pg from "pg";
import { isOurs, mayBeKey } from "@/lib/domain/key";
import { type ClassicOwner, findClassicOwner, type Owner } from "@/lib/store/series/flush-owners";
import type { ChangeWatch } from "./change-watch";
import { KeyLookups } from "./key-lookups";

const MOST_REMEMBERED = 50_000;
const CLASSIC_KEY = /^[\w~-]{1,100}$/;

/** Finds whose a key is. Remembers those it found; keys that nobody has are looked up anew each time. */
export class Owners {
  readonly #keys = new Map<string, Owner>();
  readonly #classic = new Map<string, ClassicOwner>();
  readonly #running = new Map<string, Promise<Owner | ClassicOwner | null>>();
  readonly #ours: KeyLookups;
  // Apart from our own keys, which do not wait when somebody sends rubbish by the thousand.
  readonly #aliases: KeyLookups;

  constructor(
    private readonly pool: pg.Pool,
    private readonly watch: ChangeWatch,
  ) {
    this.#ours = new KeyLookups(pool);
    this.#aliases = new KeyLookups(pool);
  }

  /** The owner of an API key or EZ alias, revoked and expired ones included; null when nobody has it. Throws Unavailable. */
  async ofKey(key: string): Promise<Owner | null> {
    const known = this.watch.trusted ? this.#keys.get(key) : undefined;
    if (known !== undefined) return known;
    // A key of ours carries a checksum: one that was mistyped needs no look-up.
    if (!mayBeKey(key)) return null;
    return this.#learn(this.#keys, key, () => (isOurs(key) ? this.#ours : this.#aliases).find(key));
  }

  /** The stat that a stat's classic key opens together with its team's user key; null when they do not fit. */
  async ofClassicKeys(key: string, ukey: string): Promise<ClassicOwner | null> {
    if (!CLASSIC_KEY.test(key) || !CLASSIC_KEY.test(ukey)) return null;
    const pair = `${ukey} ${key}`;
    const known = this.watch.trusted ? this.#classic.get(pair) : undefined;
    return known ?? this.#learn(this.#classic, pair, () => findClassicOwner(this.pool, key, ukey));
  }

  forget(): void {
    this.#keys.clear();
    this.#classic.clear();
    this.#running.clear();
  }

  async #learn<T extends Owner | ClassicOwner>(
    memory: Map<string, T>,
    name: string,
    find: () => Promise<T | null>,
  ): Promise<T | null> {
    const stamp = this.watch.stamp();
    // Without trust a question that was asked before a change may still be running: ask one's own.
    if (stamp === null) return find();
    const running = this.#running.get(name) as Promise<T | null> | undefined;
    if (running !== undefined) return running;
    const asked = find();
    this.#running.set(name, asked);
    try {
      const found = await asked;
      if (found !== null && stamp === this.watch.stamp()) {
        if (memory.size >= MOST_REMEMBERED) memory.clear();
        memory.set(name, found);
      }
      return found;
    } finally {
      if (this.#running.get(name) === asked) this.#running.delete(name);
    }
  }
}
