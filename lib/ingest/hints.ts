import { Link } from "@/lib/store/series/flush-link";
import { notifyChanges } from "@/lib/store/series/flush-watch";
import type { Write } from "./writer";

const EVERY_MS = 250;
// NOTIFY takes less than 8,000 bytes; a team's id, quotes and brackets take 44 of them.
const LONGEST_LIST = 7_900;
const MOST_STATS = 100_000;

/**
 * Tells the other processes which stats received numbers, at most four times a second and never inside a flush.
 * Hints may be lost: whoever listens looks again by itself now and then.
 */
export class Hints {
  readonly #link: Link;
  #changed = new Map<string, Set<string>>();
  #count = 0;
  #sending = false;
  #timer: NodeJS.Timeout | null = null;
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(
    url: string,
    private readonly onError: (error: unknown) => void,
  ) {
    this.#link = new Link(url, "statnest ingest hints", () => this.#schedule(), onError);
  }

  add(writes: readonly Write[]): void {
    for (const { points } of writes) {
      for (const { stat } of points) {
        let team = this.#changed.get(stat.teamId);
        if (team === undefined) {
          team = new Set();
          this.#changed.set(stat.teamId, team);
        }
        if (team.has(stat.publicId) || this.#count >= MOST_STATS) continue;
        team.add(stat.publicId);
        this.#count += 1;
      }
    }
    this.#schedule();
  }

  /** Sends what is left, if the database takes it, and closes. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (!this.#sending) await this.#send();
    await this.#link.close();
  }

  #schedule(): void {
    if (this.#timer !== null || this.#sending || this.#count === 0) return;
    const pause = Math.max(0, this.#sentAt + EVERY_MS - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#send();
    }, pause);
    this.#timer.unref();
  }

  async #send(): Promise<void> {
    const client = this.#count === 0 ? null : this.#link.live();
    if (client === null) return;
    const payloads = [...this.#changed].flatMap(([teamId, stats]) => chunks(teamId, stats));
    this.#changed = new Map();
    this.#count = 0;
    this.#sending = true;
    this.#sentAt = performance.now();
    try {
      await notifyChanges(client, payloads);
    } catch (error) {
      this.#link.drop(client);
      this.onError(error);
    } finally {
      this.#sending = false;
      this.#schedule();
    }
  }
}

function chunks(teamId: string, stats: Set<string>): string[] {
  const payloads: string[] = [];
  let list = "";
  for (const id of stats) {
    if (list.length + id.length + 3 > LONGEST_LIST) {
      payloads.push(`{"${teamId}":[${list}]}`);
      list = "";
    }
    list += `${list === "" ? "" : ","}"${id}"`;
  }
  payloads.push(`{"${teamId}":[${list}]}`);
  return payloads;
}
