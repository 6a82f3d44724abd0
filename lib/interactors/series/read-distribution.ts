import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { type BinCount, type Extremes, extremesOf } from "@/lib/domain/distribution";
import type { ListedStat } from "@/lib/domain/stat";
import { isZone, parseMoment } from "@/lib/domain/time";
import { LATEST_MOMENT } from "@/lib/domain/zone";
import { type Fault, Refusal } from "@/lib/errors";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findStat } from "@/lib/interactors/stats/find-stat";
import { findTeam } from "@/lib/store/records/teams";
import { readBuckets } from "@/lib/store/series/read-buckets";
import { readDistribution as readBins } from "@/lib/store/series/read-distribution";
import { withinPatience } from "./within-patience";

const HOUR = 3_600;
const moment = z.string().max(64);

/** What every question about a distribution names. */
export const distributionInput = z.strictObject({
  id: z.string(),
  from: moment.optional().describe("RFC 3339, unix seconds, or a time back such as `-1w`; the last week when absent."),
  to: moment.optional().describe("Like `from`; now when absent."),
  tz: z.string().optional().describe("IANA zone of the times that name none; the team's when absent."),
});

/** How often numbers of a size came to a stat in a range. */
export interface Distribution {
  stat: ListedStat;
  /** Unix seconds, whole UTC hours: the hours that the range asked for touches. */
  from: number;
  to: number;
  /** Ascending. */
  bins: BinCount[];
  /** Null without data. */
  extremes: Extremes | null;
}

/**
 * The distribution of a value stat over the whole UTC hours that a range touches, the last week unless told otherwise;
 * null for a counter, whose numbers are added up. Throws `invalid` for a range or zone that cannot be, `not_found`,
 * and `unavailable` when the database takes too long.
 */
export async function readDistribution(
  ctx: Context,
  input: z.input<typeof distributionInput>,
): Promise<Distribution | null> {
  const actor = permit(ctx.actor, canReadTeam);
  const { id, ...asked } = parseInput(distributionInput, input);
  const [team, stat] = await Promise.all([
    findTeam(ctx.store.pool, actor.teamId),
    findStat(ctx.store.prisma, actor, id),
  ]);
  return readDistributionOf(ctx, stat, asked, team?.zone ?? "UTC");
}

/** The same of a stat that whoever calls has made sure may be seen. */
export async function readDistributionOf(
  { store, clock }: Pick<Context, "store" | "clock">,
  stat: ListedStat,
  asked: Asked,
  teamZone: string,
): Promise<Distribution | null> {
  const hours = hoursOf(asked, Math.floor(clock.now().getTime() / 1_000), teamZone);
  if (stat.kind === "counter") return null;
  const { seriesId } = stat;
  const [bins, [whole]] = await withinPatience(
    Promise.all([
      readBins(store.pool, { seriesId, ...hours }),
      readBuckets(store.pool, { seriesIds: [seriesId], bounds: [hours.from, hours.to] }),
    ]),
  );
  return { stat, ...hours, bins, extremes: extremesOf(bins, whole ?? null) };
}

/** The same of a value stat; throws `unprocessable` for a counter. */
export async function readValueDistribution(
  ctx: Context,
  input: z.input<typeof distributionInput>,
): Promise<Distribution> {
  const distribution = await readDistribution(ctx, input);
  if (distribution !== null) return distribution;
  throw noDistribution();
}

export function noDistribution(): Refusal {
  return new Refusal("unprocessable", "a counter has no distribution: its numbers are added up; ask for its series");
}

type Asked = Omit<z.output<typeof distributionInput>, "id">;

function hoursOf(asked: Asked, now: number, teamZone: string): { from: number; to: number } {
  const zone = asked.tz ?? teamZone;
  if (!isZone(zone)) throw invalid([fault("tz", "is not an IANA time zone")]);
  const from = parseMoment(asked.from ?? "-1w", now, zone);
  const to = parseMoment(asked.to ?? "now", now, zone);
  const faults = [
    ...(from === null ? [fault("from", "must be RFC 3339, unix seconds, or a time back such as -1w")] : []),
    ...(to === null ? [fault("to", "must be RFC 3339, unix seconds, now, or a time back such as -1d")] : []),
    ...(from !== null && to !== null && from >= to ? [fault("from", "must be before to")] : []),
  ];
  if (from === null || to === null || faults.length > 0) throw invalid(faults);
  // A point of this very second is inside [.., now], though hours end before their upper bound.
  const end = Math.ceil((to === now ? now + 1 : to) / HOUR) * HOUR;
  if (end > LATEST_MOMENT) throw invalid([fault("to", "reaches beyond the calendar")]);
  return { from: Math.floor(from / HOUR) * HOUR, to: end };
}

function fault(name: string, detail: string): Fault {
  return { pointer: `#/${name}`, detail };
}
