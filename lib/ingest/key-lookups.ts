import type pg from "pg";
import { findOwners, type Owner } from "@/lib/store/series/flush-owners";

const MOST_IN_ONE = 1_000;

interface Round {
  keys: Set<string>;
  found: Promise<Map<string, Owner>>;
}

/**
 * Asks whose keys are. An EZ alias may be any text, so anybody can make us ask for as many as they like: one question
 * is under way at a time, and those that come meanwhile share the next. A flood of them takes one connection.
 */
export class KeyLookups {
  #last: Promise<unknown> = Promise.resolve();
  #next: Round | null = null;

  constructor(private readonly pool: pg.Pool) {}

  /** The owner of a key as the database has it now; null when nobody has it. Throws Unavailable. */
  async find(key: string): Promise<Owner | null> {
    if (this.#next === null || this.#next.keys.size >= MOST_IN_ONE) this.#next = this.#open();
    const round = this.#next;
    round.keys.add(key);
    return (await round.found).get(key) ?? null;
  }

  #open(): Round {
    const keys = new Set<string>();
    const found = this.#last.then(() => {
      if (this.#next?.keys === keys) this.#next = null;
      return findOwners(this.pool, [...keys]);
    });
    this.#last = found.catch(() => {});
    return { keys, found };
  }
}
