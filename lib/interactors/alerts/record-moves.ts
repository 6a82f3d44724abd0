import type { Context } from "@/lib/context";
import type { DeliveryPayload } from "@/lib/domain/channel";
import { log } from "@/lib/log";
import { isDatabaseAway } from "@/lib/store/engine/database-away";
import { insertDeliveries } from "@/lib/store/records/deliveries";
import {
  countRings,
  endIncidents,
  insertIncidents,
  insertStoryEvents,
  lockStandings,
  standingKey,
  writeStandings,
} from "@/lib/store/records/moved-standings";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { type Conclusion, conclude, type Judged } from "./conclude";
import { ringsInMonth } from "./rings-in-month";

/** So many are written in one transaction. */
const GROUP = 50;
const HOUR_MS = 3_600_000;

/**
 * Writes down standings that moved, or of which something is to be told, with their stories, incidents and deliveries:
 * all of one in the same transaction, and only what nobody else has moved since it was read. One that cannot be written
 * is left to the next round and keeps no other back. Returns how many deliveries were put in line.
 */
export async function recordMoves(ctx: Context, moved: Judged[]): Promise<number> {
  const counts = await ringsInMonth(ctx, moved);
  let told = 0;
  for (let from = 0; from < moved.length; from += GROUP) {
    told += await recordOrSplit(ctx, moved.slice(from, from + GROUP), counts);
  }
  return told;
}

type Counts = Map<Judged, DeliveryPayload["ringsInMonth"]>;

async function recordOrSplit(ctx: Context, group: Judged[], counts: Counts): Promise<number> {
  try {
    return await transaction(ctx.store, (tx) => record(tx, ctx, group, counts));
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    if (group.length > 1) {
      let told = 0;
      for (const each of group) told += await recordOrSplit(ctx, [each], counts);
      return told;
    }
    log().error({ err: error, alert: group[0]?.was.alert.publicId }, "an alert's transition could not be written");
    return 0;
  }
}

async function record(tx: Transaction, ctx: Context, group: Judged[], counts: Counts): Promise<number> {
  const now = ctx.clock.now();
  const locked = await lockStandings(
    tx,
    group.map(({ was }) => was),
  );
  const rings = await countRings(tx, locked, new Date(now.getTime() - HOUR_MS));
  const byKey = new Map(group.map((each) => [standingKey(each.was), each]));
  const conclusions = locked.flatMap((overlay) => {
    const key = standingKey(overlay);
    const judged = byKey.get(key) as Judged;
    const around = { rings: rings.get(key) ?? 0, now, ringsInMonth: counts.get(judged) ?? null };
    return conclude(judged, overlay, around) ?? [];
  });
  if (conclusions.length === 0) return 0;
  await writeStandings(
    tx,
    conclusions.map(({ moved }) => moved),
    now,
  );
  await insertIncidents(
    tx,
    conclusions.flatMap(({ opened }) => opened),
  );
  await endIncidents(
    tx,
    conclusions.flatMap(({ ended }) => ended),
  );
  await insertStoryEvents(
    tx,
    conclusions.flatMap(({ events }) => events),
  );
  return tellAll(tx, conclusions, byKey, now);
}

async function tellAll(
  tx: Transaction,
  conclusions: Conclusion[],
  byKey: Map<string, Judged>,
  now: Date,
): Promise<number> {
  let told = 0;
  for (const { moved, payload } of conclusions) {
    if (payload === null) continue;
    const { was } = byKey.get(standingKey(moved)) as Judged;
    told += await insertDeliveries(tx, { teamId: was.alert.teamId, alertId: was.alertId, payload, now });
  }
  return told;
}
