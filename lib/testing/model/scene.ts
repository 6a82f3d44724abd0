import pg from "pg";
import type { Context } from "@/lib/context";
import { combine, type Point } from "@/lib/ingest/minutes";
import { openStore, type Store } from "@/lib/store/engine/store";
import { newClassicKey, newPublicId } from "@/lib/store/records/identity";
import { flush } from "@/lib/store/series/flush";
import { asking, castOf, type Person, type StoppedClock, stoppedClock } from "@/lib/testing/cast";
import { STATS } from "./history";

/** A team of the scene and what its person may ask. */
export interface SceneTeam {
  id: string;
  ukey: string;
  owner: Person;
  /** As the owner asks, with the scene's clock. */
  ctx: Context;
}

export interface SceneStat {
  seriesId: bigint;
  id: string;
  classicKey: string;
}

export interface SceneFacts {
  url: string;
  now: number;
  teams: Omit<SceneTeam, "ctx">[];
  stats: (Omit<SceneStat, "seriesId"> & { seriesId: string })[];
}

/** Where the series are empty again. Identities, the roll-up's job and the marks begin anew. */
const CLEAR = `
  DELETE FROM rollup_dirty;
  DELETE FROM series_minute;
  DELETE FROM series_quarter;
  DELETE FROM series_day;
  DELETE FROM series_bin;
  DELETE FROM series_sketch;
  DELETE FROM rollup_zone;
  DELETE FROM stat;
  DELETE FROM rollup_mark;
  INSERT INTO rollup_mark (id) VALUES (1);`;

const QUARTER_MS = 900_000;
const VACUUM_EVERY = 100;
const PROCESSES = 3;
const DEADLOCK = "40P01";

/**
 * One database in which histories are played one after another: two teams, several stores as if of several processes,
 * a clock for all of them, and a connection that writes.
 */
export class Scene {
  readonly clock: StoppedClock = stoppedClock("2026-01-01T00:00:00Z");
  stats: SceneStat[] = [];
  #cleared = 0;

  private constructor(
    readonly stores: Store[],
    readonly teams: SceneTeam[],
    readonly writer: pg.Client,
  ) {}

  /** @param url a migrated database of the scene's own, which it makes less durable and thereby quicker */
  static async open(url: string): Promise<Scene> {
    const name = pg.escapeIdentifier(new URL(url).pathname.slice(1));
    const first = openStore(url);
    await first.pool.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
    await first.close();
    const scene = await Scene.#connect(url);
    const { store } = scene;
    const { alice, charlie } = await castOf(store);
    for (const owner of [alice, charlie]) {
      const { ukey } = await store.prisma.team.findUniqueOrThrow({ where: { id: owner.teamId } });
      scene.teams.push({ id: owner.teamId, ukey, owner, ctx: asking(store, scene.clock, owner.actor) });
    }
    return scene;
  }

  /** What another process has to know to join in with `Scene.join`: it sees the same stats, at the same moment. */
  facts(): SceneFacts {
    const stats = this.stats.map(({ seriesId, ...stat }) => ({ ...stat, seriesId: String(seriesId) }));
    const teams = this.teams.map(({ id, ukey, owner }) => ({ id, ukey, owner }));
    return { url: this.store.url, now: this.now(), teams, stats };
  }

  static async join({ url, now, teams, stats }: SceneFacts): Promise<Scene> {
    const scene = await Scene.#connect(url);
    scene.clock.set(new Date(now));
    for (const team of teams) scene.teams.push({ ...team, ctx: asking(scene.store, scene.clock, team.owner.actor) });
    scene.stats = stats.map((stat) => ({ ...stat, seriesId: BigInt(stat.seriesId) }));
    return scene;
  }

  static async #connect(url: string): Promise<Scene> {
    const stores = Array.from({ length: PROCESSES }, () => openStore(url, { connections: 4 }));
    const writer = new pg.Client({ connectionString: url });
    await writer.connect();
    return new Scene(stores, [], writer);
  }

  async close(): Promise<void> {
    await this.writer.end();
    await Promise.all(this.stores.map((store) => store.close()));
  }

  get store(): Store {
    return this.stores[0] as Store;
  }

  team(number: number): SceneTeam {
    return this.teams[number] as SceneTeam;
  }

  stat(number: number): SceneStat {
    return this.stats[number] as SceneStat;
  }

  /** What one of the processes hands to a chore. */
  job(process = 0): Context {
    return asking(this.stores[process % PROCESSES] as Store, this.clock, { kind: "job", name: "test" });
  }

  now(): number {
    return this.clock.now().getTime();
  }

  /** Empties the database, makes the stats anew and sets the marks: rolled up to `rolledTo`, unix milliseconds. */
  async begin(begins: number, rolledTo: number, zones: readonly string[]): Promise<void> {
    this.clock.set(new Date(begins));
    const mark = new Date(Math.floor(rolledTo / QUARTER_MS) * QUARTER_MS);
    this.#cleared += 1;
    await this.writer.query("ROLLBACK");
    await this.writer.query(CLEAR);
    if (this.#cleared % VACUUM_EVERY === 0) await this.writer.query("VACUUM");
    await this.writer.query("UPDATE rollup_mark SET closed_to = $1, rolled_to = $1", [mark]);
    await this.writer.query(
      "UPDATE team t SET zone = w.zone FROM unnest($1::uuid[], $2::text[]) AS w (id, zone) WHERE t.id = w.id",
      [this.teams.map((team) => team.id), zones],
    );
    const fresh = STATS.map((stat) => {
      const id = newPublicId();
      return { ...stat, id, classicKey: newClassicKey(id), teamId: this.team(stat.team).id };
    });
    const { rows } = await this.writer.query<{ id: string; public_id: string }>(
      `WITH made AS (
         INSERT INTO stat (public_id, team_id, name, kind, classic_key)
         SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::stat_kind[], $5::text[]) RETURNING id, public_id, team_id, name),
       named AS (INSERT INTO stat_name (team_id, name, stat_id) SELECT team_id, name, id FROM made)
       SELECT id, public_id FROM made`,
      [
        fresh.map((stat) => stat.id),
        fresh.map((stat) => stat.teamId),
        fresh.map((stat) => stat.name),
        fresh.map((stat) => stat.kind),
        fresh.map((stat) => stat.classicKey),
      ],
    );
    const ids = new Map(rows.map((row) => [row.public_id, BigInt(row.id)]));
    this.stats = fresh.map(({ id, classicKey }) => ({ id, classicKey, seriesId: ids.get(id) as bigint }));
  }

  /** A stat as ingest remembers it. */
  fed(number: number): Point["stat"] {
    const { kind, team } = STATS[number] as (typeof STATS)[number];
    const { seriesId, id: publicId } = this.stat(number);
    return { id: Number(seriesId), publicId, teamId: this.team(team).id, kind, trashedAt: null, retentionDays: null };
  }

  /** Sets for how many days the minutes of some stats are kept; null is for ever. */
  async retain(stats: number[], days: number | null): Promise<void> {
    await this.store.pool.query("UPDATE stat SET retention_days = $2 WHERE id = ANY ($1) AND merged_into_id IS NULL", [
      stats.map((stat) => String(this.stat(stat).seriesId)),
      days,
    ]);
  }

  /** Commits points as one flush of a writer, which tries again after a deadlock. */
  async flush(points: readonly Point[], client: pg.Client = this.writer): Promise<void> {
    if (points.length === 0) return;
    for (let attempt = 1; ; attempt++) {
      try {
        await flush(client, combine([{ points }]), []);
        return;
      } catch (error) {
        if (attempt === 5 || !(error instanceof pg.DatabaseError && error.code === DEADLOCK)) throw error;
      }
    }
  }
}
