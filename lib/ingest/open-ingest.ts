import type pg from "pg";
import type { StatKind } from "@/lib/domain/stat";
import { leasePoints } from "@/lib/store/series/flush-limits";
import { ask, openIngestPool, Unavailable } from "@/lib/store/series/flush-pool";
import { answer, type IngestAnswer, type IngestRequest, preflight } from "./answer";
import { MAX_BODY_BYTES, type Unpacked, unpack } from "./body";
import { ChangeWatch } from "./change-watch";
import { DatabaseClock } from "./database-clock";
import type { Desk, Dialect } from "./dialect";
import { dialectOf } from "./dialects";
import { Hints } from "./hints";
import { Intake } from "./intake";
import { KeyUses } from "./key-uses";
import { Owners } from "./owners";
import { type Lease, PointLimit } from "./point-limit";
import { points } from "./points";
import { StatNames } from "./stat-names";
import { type Write, Writer } from "./writer";

interface IngestLimits {
  stats: number;
  newStatsPerMinute: number;
  pointsPerSecond: number;
}

export interface IngestOptions {
  databaseUrl: string;
  limits: IngestLimits;
  /** StatHat's pre-2017 answer for every team of this instance. */
  verboseReplies: boolean;
  /** Told of every trouble with the database; it never ends the process. */
  onError?: (error: unknown) => void;
  /** A clock that only goes forward, in milliseconds; for tests. */
  monotonic?: () => number;
}

/** A number of the house's own. */
export interface HousePoint {
  stat: string;
  kind: StatKind;
  amount: number;
}

/** What one process's ingest did since it was opened. */
export interface IngestCounts {
  requests: number;
  points: number;
  flushes: number;
  flushMilliseconds: number;
}

const MOST_REQUESTS = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;
const LANES = 2;

/**
 * Where numbers come in. One per process: it keeps connections of its own, what it remembers of keys and names, and
 * the writer that commits what arrives. Losing the database is survived: requests are refused until it is back.
 */
export class Ingest {
  readonly #pool: pg.Pool;
  readonly #clock: DatabaseClock;
  readonly #watch: ChangeWatch;
  readonly #names: StatNames;
  readonly #plain: Writer;
  readonly #keyed: Writer;
  readonly #hints: Hints;
  readonly #keyUses: KeyUses;
  readonly #desk: Desk;
  readonly #onError: (error: unknown) => void;
  readonly #counts: IngestCounts = { requests: 0, points: 0, flushes: 0, flushMilliseconds: 0 };
  #clockAsked: Promise<void> | null = null;
  #requests = 0;
  #bytes = 0;
  #drained: Promise<void> | null = null;
  #onIdle: (() => void)[] = [];

  constructor({ databaseUrl: url, limits, verboseReplies, onError = () => {}, monotonic }: IngestOptions) {
    const clock = new DatabaseClock(monotonic);
    const pool = openIngestPool(url, onError);
    const watch = new ChangeWatch(url, clock, () => this.#forget(), onError);
    const owners = new Owners(pool, watch);
    this.#names = new StatNames(pool, watch, clock, limits);
    this.#hints = new Hints(url, onError);
    const writing = {
      url,
      clock,
      onError,
      onStored: (writes: readonly Write[]) => this.#hints.add(writes),
      onFlush: (milliseconds: number, stored: number) => this.#count(milliseconds, stored),
    };
    this.#plain = new Writer({ ...writing, name: "statnest ingest", lanes: LANES });
    this.#keyed = new Writer({ ...writing, name: "statnest ingest keyed", lanes: 1 });
    const lease: Lease = (...wanted) => leasePoints(pool, ...wanted);
    const limit = new PointLimit(limits.pointsPerSecond, lease, () => clock.now());
    const intake = new Intake(pool, this.#names, limit, clock, this.#plain, this.#keyed);
    this.#onError = onError;
    this.#pool = pool;
    this.#clock = clock;
    this.#watch = watch;
    this.#keyUses = new KeyUses(pool, clock, onError);
    this.#desk = { owners, intake, keyUses: this.#keyUses, clock, verboseReplies };
  }

  /** Answers a request when what it brought is committed, or refused. Never rejects. */
  async receive(request: IngestRequest): Promise<IngestAnswer> {
    const dialect = dialectOf(request.path) ?? points;
    if (request.method === "OPTIONS") return preflight(dialect.methods);
    if (!dialect.methods.includes(request.method)) return dialect.wrongMethod();
    // A HEAD must change nothing, so it tells nothing either.
    if (request.method === "HEAD") return answer(204, "");
    if (this.#drained !== null || this.#requests >= MOST_REQUESTS) return dialect.unavailable();
    const held = { bytes: 0 };
    this.#requests += 1;
    this.#counts.requests += 1;
    try {
      return this.#hold(held, request.body.length)
        ? await this.#receive(request, dialect, held)
        : dialect.unavailable();
    } catch (error) {
      this.#onError(error);
      return error instanceof Unavailable ? dialect.unavailable() : dialect.failed();
    } finally {
      this.#requests -= 1;
      this.#bytes -= held.bytes;
      if (this.#requests === 0) for (const resolve of this.#onIdle.splice(0)) resolve();
    }
  }

  /** Stores numbers of the house's own, beside every limit but that of stats. Rejects when it is not sure that they are stored. */
  async record(teamId: string, house: readonly HousePoint[]): Promise<void> {
    await this.#knowTime();
    const at = this.#clock.now();
    const points = await Promise.all(
      house.map(async ({ stat: name, kind, amount }) => {
        const stat = this.#names.known(teamId, name) ?? (await this.#names.resolve(teamId, name, kind));
        if ("refused" in stat) throw new Error(`no stat could be made for ${name}`);
        return { stat, amount, at };
      }),
    );
    const outcome = await this.#plain.write({ teamId, points });
    if (outcome.kind !== "stored") throw new Error(`numbers of the house: ${outcome.kind}`);
  }

  /** What happened since the ingest was opened; for the house's own stats. */
  counts(): Readonly<IngestCounts> {
    return { ...this.#counts };
  }

  /** Takes nothing more, finishes what is under way, then closes. May be called again. */
  drain(): Promise<void> {
    this.#drained ??= this.#finish();
    return this.#drained;
  }

  /** The same as `drain`: what was taken in is never dropped. */
  close(): Promise<void> {
    return this.drain();
  }

  async #finish(): Promise<void> {
    if (this.#requests > 0) await new Promise<void>((resolve) => this.#onIdle.push(resolve));
    await Promise.all([this.#plain.idle(), this.#keyed.idle()]);
    await Promise.all([this.#plain.close(), this.#keyed.close(), this.#watch.close()]);
    await Promise.all([this.#keyUses.close(), this.#hints.close()]);
    await this.#pool.end();
  }

  /** Whether so many bytes of a request fit beside those of all others under way. */
  #hold(held: { bytes: number }, bytes: number): boolean {
    if (this.#bytes + bytes > MOST_BYTES) return false;
    held.bytes += bytes;
    this.#bytes += bytes;
    return true;
  }

  async #receive(request: IngestRequest, dialect: Dialect, held: { bytes: number }): Promise<IngestAnswer> {
    const unpacked = await this.#unpack(request);
    if ("problem" in unpacked) {
      if (unpacked.problem === "too_large") return dialect.tooLarge(request);
      return unpacked.problem === "broken" ? dialect.brokenEncoding() : dialect.unsupportedEncoding();
    }
    const { bytes } = unpacked;
    if (bytes !== request.body && !this.#hold(held, bytes.length)) return dialect.unavailable();
    if (!this.#clock.known) await this.#knowTime();
    return dialect.receive({ ...request, body: bytes }, this.#desk);
  }

  #unpack({ body, headers }: IngestRequest): Unpacked | Promise<Unpacked> {
    const encoding = headers["content-encoding"];
    return encoding === undefined && body.length <= MAX_BODY_BYTES ? { bytes: body } : unpack(body, encoding);
  }

  /** No point is stored before the database's time was heard once. */
  async #knowTime(): Promise<void> {
    if (this.#clock.known) return;
    this.#clockAsked ??= this.#askTime().finally(() => {
      this.#clockAsked = null;
    });
    await this.#clockAsked;
  }

  async #askTime(): Promise<void> {
    const asked = this.#clock.monotonic();
    const [row] = await ask<{ now: number }>(this.#pool, {
      text: "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now",
    });
    if (row !== undefined) this.#clock.hear(row.now, asked, this.#clock.monotonic());
  }

  #forget(): void {
    this.#desk.owners.forget();
    this.#names.forget();
  }

  #count(milliseconds: number, stored: number): void {
    this.#counts.flushes += 1;
    this.#counts.flushMilliseconds += milliseconds;
    this.#counts.points += stored;
  }
}

/** Opens an ingest of its own; nothing is awaited, the database may still be away. Close it with `drain`. */
export function openIngest(options: IngestOptions): Ingest {
  return new Ingest(options);
}
