import { NOWHERE } from "@/lib/domain/source";
import type { StatKind } from "@/lib/domain/stat";
import type { Store } from "@/lib/store/engine/store";
import { insertAccount } from "@/lib/store/records/accounts";
import { newClassicKey, newPublicId } from "@/lib/store/records/identity";
import { insertSession } from "@/lib/store/records/sessions";
import { transaction } from "@/lib/store/records/transaction";

export const TEAM_ZONE = "Europe/Berlin";

export interface Owner {
  userId: string;
  tokenVersion: number;
  sessionId: string;
  teamId: string;
  readKey: string;
}

/** How the numbers of a stat are drawn. */
type Shape = "count" | "lognormal" | "seasonal";

export interface Drawn {
  name: string;
  kind: StatKind;
  shape: Shape;
  /** Minutes between two minutes with data. */
  every: number;
  /** Days of history. */
  days: number;
}

export interface FilledStat extends Drawn {
  /** As addresses have it. */
  id: string;
  seriesId: bigint;
}

/** A person with a read key in a team of its own. */
export async function makeOwner(store: Store): Promise<Owner> {
  const made = await transaction(store, (tx) =>
    insertAccount(tx, {
      email: "bench@example.com",
      passwordHash: null,
      verified: true,
      team: { name: "bench", zone: TEAM_ZONE },
      keys: [{ kind: "read", name: "bench" }],
    }),
  );
  const readKey = made?.keys[0];
  if (made === null || readKey === undefined) throw new Error("the fresh database has an account already");
  const { userId, tokenVersion, teamId } = made;
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 24 * 3_600_000);
  const sessionId = await insertSession(store.prisma, { userId, now, expiresAt, from: NOWHERE });
  return { userId, tokenVersion, sessionId, teamId, readKey };
}

const SPARSE_EVERY = [15, 20, 30, 60];

/**
 * Five stats with numbers each minute, two more of them that began a day and a week ago, and the rest with numbers each
 * quarter to each hour.
 */
export function drawnStats(count: number, days: number): Drawn[] {
  const dense = (name: string, kind: StatKind, shape: Shape): Drawn => ({ name, kind, shape, every: 1, days });
  const few: Drawn[] = [
    dense("dense counter 1", "counter", "count"),
    dense("dense counter 2", "counter", "count"),
    dense("dense counter 3", "counter", "count"),
    dense("dense value 1", "value", "lognormal"),
    dense("dense value 2", "value", "seasonal"),
    { ...dense("counter of a day", "counter", "count"), days: 1 },
    { ...dense("counter of a week", "counter", "count"), days: 7 },
  ];
  const rest = Array.from({ length: Math.max(0, count - few.length) }, (_, i): Drawn => {
    const every = SPARSE_EVERY[i % SPARSE_EVERY.length] ?? 60;
    const kind = i % 3 === 0 ? "value" : "counter";
    const shape = kind === "counter" ? "count" : i % 2 === 0 ? "lognormal" : "seasonal";
    return { name: `sparse ${kind} ${i}`, kind, shape, every, days: Math.min(days, 60) };
  });
  return [...few, ...rest];
}

const INSERT = `
  WITH made AS (
    INSERT INTO stat (public_id, team_id, name, kind, classic_key)
    SELECT w.public_id, $1, w.name, w.kind, w.classic_key
    FROM unnest($2::text[], $3::text[], $4::stat_kind[], $5::text[]) AS w (public_id, name, kind, classic_key)
    RETURNING id, name, public_id
  ), named AS (
    INSERT INTO stat_name (team_id, name, stat_id) SELECT $1, name, id FROM made
  )
  SELECT id, public_id FROM made ORDER BY id`;

/** Makes the stats, in their order. */
export async function makeStats(store: Store, teamId: string, drawn: Drawn[]): Promise<FilledStat[]> {
  const ids = drawn.map(newPublicId);
  const names = drawn.map(({ name }) => name);
  const kinds = drawn.map(({ kind }) => kind);
  const { rows } = await store.pool.query<{ id: string; public_id: string }>(INSERT, [
    teamId,
    ids,
    names,
    kinds,
    ids.map(newClassicKey),
  ]);
  const seriesIds = new Map(rows.map((row) => [row.public_id, BigInt(row.id)]));
  return drawn.map((each, i) => {
    const id = ids[i] as string;
    return { ...each, id, seriesId: seriesIds.get(id) as bigint };
  });
}
