import { z } from "zod";
import type { Context } from "@/lib/context";
import { secondsWords } from "@/lib/domain/alert-words";
import { canManageAlerts } from "@/lib/domain/can";
import { parseDuration, parseMoment, shift } from "@/lib/domain/time";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { actorName } from "@/lib/interactors/people/actor-name";
import { permit } from "@/lib/interactors/permit";
import type { ListedAlert } from "@/lib/store/records/alerts";
import { mute, type Touched } from "@/lib/store/records/standing-overlays";
import { findTeam } from "@/lib/store/records/teams";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { fault } from "./alert-input";
import { auditAlert } from "./audit-alert";
import { heldAlert, lockedAlert } from "./locked-alert";
import { touchedStat } from "./touched-stat";

const YEAR_MS = 366 * 86_400_000;

export const muteAlertInput = z.strictObject({
  id: z.string().max(64),
  statId: z
    .string()
    .max(64)
    .optional()
    .describe("Of an alert on a pattern the one stat that is meant; all without it."),
  until: z.string().max(64).optional().describe("RFC 3339, unix seconds, or a time on such as `+1d`."),
  for: z.string().max(16).optional().describe("Instead of `until`: how long, such as `8h`."),
});

/**
 * Tells nobody of an alert until then, a year at the most; what happens is written down, and what still rings when it
 * ends is told then. Throws `not_found`, and `invalid` for a time that is not ahead.
 */
export async function muteAlert(ctx: Context, input: z.input<typeof muteAlertInput>): Promise<ListedAlert> {
  const actor = permit(ctx.actor, canManageAlerts);
  const { id, statId, ...asked } = parseInput(muteAlertInput, input);
  const zone = (await findTeam(ctx.store.pool, actor.teamId))?.zone ?? "UTC";
  const now = ctx.clock.now();
  const until = untilOf(asked, now, zone);
  return transaction(ctx.store, async (tx) => {
    const alert = await lockedAlert(tx, actor.teamId, id);
    const stat = await touchedStat(tx, alert.id, statId);
    const by = await actorName(tx, actor);
    await muteStanding(tx, { alertId: alert.id, statId: stat?.seriesId, by, now, until });
    const detail = { until: until.toISOString(), ...(stat === null ? {} : { stat: stat.id }) };
    await auditAlert(tx, ctx, "alert.muted", alert, detail);
    return heldAlert(tx, actor.teamId, id);
  });
}

/** The same for whoever may, as with a mailed link: asks nobody and audits nothing. */
export async function muteStanding(tx: Transaction, muted: Touched & { until: Date }): Promise<void> {
  const minutes = Math.max(1, Math.round((muted.until.getTime() - muted.now.getTime()) / 60_000));
  await mute(tx, { ...muted, reason: `For ${secondsWords(minutes * 60)}.` });
}

function untilOf(asked: { until?: string; for?: string }, now: Date, zone: string): Date {
  if ((asked.until === undefined) === (asked.for === undefined)) {
    throw invalid([fault("until", "say until when, or for how long")]);
  }
  const name = asked.until === undefined ? "for" : "until";
  const seconds =
    asked.until === undefined ? after(asked.for ?? "", now, zone) : parseMoment(asked.until, secondsOf(now), zone);
  const until = seconds === null ? null : new Date(seconds * 1_000);
  if (until === null) throw invalid([fault(name, name === "for" ? "must be a time such as 8h" : "must be a moment")]);
  if (until <= now || until.getTime() > now.getTime() + YEAR_MS) {
    throw invalid([fault(name, "must be ahead, and a year at the most")]);
  }
  return until;
}

function after(text: string, now: Date, zone: string): number | null {
  const duration = parseDuration(text);
  try {
    return duration === null ? null : shift(secondsOf(now), duration, 1, zone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function secondsOf(now: Date): number {
  return Math.floor(now.getTime() / 1_000);
}
