import type pg from "pg";
import { noteKeyUses } from "@/lib/store/series/flush-owners";
import type { DatabaseClock } from "./database-clock";

const EVERY_MS = 1_000;
const MOST_KEYS = 50_000;

/** Notes when keys were last used, to the minute, apart from the requests that use them. */
export class KeyUses {
  readonly #minutes = new Map<string, number>();
  #unwritten = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly clock: DatabaseClock,
    private readonly onError: (error: unknown) => void,
  ) {}

  note(keyId: string): void {
    const minute = Math.floor(this.clock.now() / 60_000);
    if (this.#minutes.get(keyId) === minute) return;
    if (this.#minutes.size >= MOST_KEYS) this.#minutes.clear();
    this.#minutes.set(keyId, minute);
    this.#unwritten.add(keyId);
    this.#writeLater();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#write();
  }

  #writeLater(): void {
    if (this.#timer !== null || this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#write();
    }, EVERY_MS);
    this.#timer.unref();
  }

  async #write(): Promise<void> {
    const keys = [...this.#unwritten];
    if (keys.length === 0) return;
    this.#unwritten = new Set();
    await noteKeyUses(this.pool, keys).catch(this.onError);
  }
}
