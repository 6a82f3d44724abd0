import { randomUUID } from "node:crypto";
import pg from "pg";
import { type KeyKind, visiblePrefix } from "@/lib/domain/key";
import type { StatKind } from "@/lib/domain/stat";
import { hashKey, newApiKey, newClassicKey, newPublicId, newUkey } from "@/lib/store/records/identity";

export interface TestTeam {
  id: string;
  ukey: string;
  ezkey: string;
  keyId: string;
}

/** Records put straight into a test's database, and minutes read straight out of it. */
export class TestRecords {
  readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: 4 });
    this.pool.on("error", () => {});
  }

  async team(settings: { verboseReplies?: boolean; ezEnabled?: boolean } = {}): Promise<TestTeam> {
    const id = randomUUID();
    const ukey = newUkey();
    await this.pool.query(
      "INSERT INTO team (id, name, ukey, verbose_replies, ez_enabled) VALUES ($1, 'a team', $2, $3, $4)",
      [id, ukey, settings.verboseReplies ?? false, settings.ezEnabled ?? true],
    );
    const { key: ezkey, id: keyId } = await this.key(id);
    return { id, ukey, ezkey, keyId };
  }

  async key(
    teamId: string,
    kind: KeyKind = "ingest",
    more: { expiresAt?: Date; revokedAt?: Date } = {},
  ): Promise<{ key: string; id: string }> {
    const key = newApiKey(kind);
    const id = randomUUID();
    await this.pool.query(
      `INSERT INTO api_key (id, team_id, name, kind, prefix, hash, expires_at, revoked_at)
       VALUES ($1, $2, 'a key', $3::key_kind, $4, $5, $6, $7)`,
      [id, teamId, kind, visiblePrefix(key), Buffer.from(hashKey(key)), more.expiresAt ?? null, more.revokedAt ?? null],
    );
    return { key, id };
  }

  /** An EZ key that was brought along. */
  async alias(teamId: string, alias: string): Promise<{ id: string }> {
    const id = randomUUID();
    await this.pool.query(
      `INSERT INTO api_key (id, team_id, name, kind, alias, prefix, hash) VALUES ($1, $2, 'old', 'ingest', true, $3, $4)`,
      [id, teamId, alias.slice(0, 2), Buffer.from(hashKey(alias))],
    );
    return { id };
  }

  async stat(
    teamId: string,
    name: string,
    kind: StatKind,
  ): Promise<{ id: number; publicId: string; classicKey: string }> {
    const publicId = newPublicId();
    const classicKey = newClassicKey(publicId);
    const { rows } = await this.pool.query<{ id: string }>(
      `INSERT INTO stat (public_id, team_id, name, kind, classic_key) VALUES ($1, $2, $3, $4::stat_kind, $5) RETURNING id`,
      [publicId, teamId, name, kind, classicKey],
    );
    const id = Number(rows[0]?.id);
    await this.pool.query("INSERT INTO stat_name (team_id, name, stat_id) VALUES ($1, $2, $3)", [teamId, name, id]);
    return { id, publicId, classicKey };
  }

  /** Does what an interactor does last in a transaction that changes keys or names. */
  async bump(): Promise<void> {
    await this.pool.query("UPDATE change_mark SET version = version + 1");
  }

  /** Every stat of a team by name, with its kind and the sum over its minutes. */
  async stats(teamId: string): Promise<Record<string, { kind: StatKind; n: number; sum: number }>> {
    const { rows } = await this.pool.query<{ name: string; kind: StatKind; n: string; sum: number }>(
      `SELECT s.name, s.kind, coalesce(sum(m.n), 0) AS n, coalesce(sum(m.sum), 0) AS sum
       FROM stat s LEFT JOIN series_minute m ON m.stat_id = s.id WHERE s.team_id = $1 GROUP BY s.id ORDER BY s.name`,
      [teamId],
    );
    return Object.fromEntries(rows.map(({ name, kind, n, sum }) => [name, { kind, n: Number(n), sum }]));
  }

  async minutes(teamId: string, name: string): Promise<TestMinute[]> {
    const { rows } = await this.pool.query<Omit<TestMinute, "n"> & { n: string }>(
      `SELECT m.minute, m.n, m.sum, m.min, m.max, m.m2, m.last, m.last_at AS "lastAt"
       FROM series_minute m JOIN stat s ON s.id = m.stat_id WHERE s.team_id = $1 AND s.name = $2 ORDER BY m.minute`,
      [teamId, name],
    );
    return rows.map((row) => ({ ...row, n: Number(row.n) }));
  }

  /** How many numbers a team has in all. */
  async total(teamId: string): Promise<number> {
    const all = Object.values(await this.stats(teamId));
    return all.reduce((sum, stat) => sum + stat.n, 0);
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

export interface TestMinute {
  minute: Date;
  n: number;
  sum: number;
  min: number;
  max: number;
  m2: number;
  last: number;
  lastAt: Date;
}
