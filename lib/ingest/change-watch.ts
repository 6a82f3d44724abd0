import type pg from "pg";
import { Link } from "@/lib/store/series/flush-link";
import { readChangeMark } from "@/lib/store/series/flush-watch";
import type { DatabaseClock } from "./database-clock";

const POLL_MS = 500;
const TRUST_MS = 1_000;

/**
 * Polls the mark that every change of keys, names and limits raises. While the last good answer is younger than a
 * second what is remembered may be used; `onMoved` is called when it has to be forgotten.
 */
export class ChangeWatch {
  readonly #link: Link;
  #version: string | null = null;
  #trustedUntil = Number.NEGATIVE_INFINITY;
  #generation = 0;
  #timer: NodeJS.Timeout | null = null;
  #looking = false;
  #closed = false;

  constructor(
    url: string,
    private readonly clock: DatabaseClock,
    private readonly onMoved: () => void,
    private readonly onError: (error: unknown) => void,
  ) {
    this.#link = new Link(url, "statnest ingest watch", () => this.#look(), onError);
    this.#poll();
  }

  /** Whether what is remembered may be used now. */
  get trusted(): boolean {
    return performance.now() < this.#trustedUntil;
  }

  /**
   * To be taken before asking the database. What was learned may be remembered when the stamp is still the same
   * afterwards; a null never is.
   */
  stamp(): number | null {
    return this.trusted ? this.#generation : null;
  }

  close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    return this.#link.close();
  }

  #poll(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => this.#poll(), POLL_MS);
    this.#timer.unref();
    this.#look();
  }

  #look(): void {
    const client = this.#link.live();
    if (client !== null && !this.#looking) void this.#read(client);
  }

  async #read(client: pg.Client): Promise<void> {
    this.#looking = true;
    const asked = this.clock.monotonic();
    const began = performance.now();
    try {
      const { version, now } = await readChangeMark(client);
      this.clock.hear(now, asked, this.clock.monotonic());
      if (version !== this.#version) {
        this.#version = version;
        this.#generation += 1;
        this.onMoved();
      }
      this.#trustedUntil = began + TRUST_MS;
    } catch (error) {
      this.#link.drop(client);
      if (!this.#closed) this.onError(error);
    } finally {
      this.#looking = false;
    }
  }
}
