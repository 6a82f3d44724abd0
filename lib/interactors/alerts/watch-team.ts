import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageAlerts, canReadTeam } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { NO_SUCH_TEAM } from "@/lib/interactors/team/get-team";
import {
  type AlertRule,
  changeAlert,
  deleteAlert,
  findAutomaticAlert,
  insertAlert,
  lockAutomaticAlert,
} from "@/lib/store/records/alerts";
import { ensureStandings } from "@/lib/store/records/standings";
import { lockTeam } from "@/lib/store/records/teams";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { findWatchState, setWatchBudget } from "@/lib/store/records/watch";
import { channelsOf } from "./alert-subject";
import { auditAlert } from "./audit-alert";
import { lockedAlert } from "./locked-alert";
import { restAlert } from "./rest-alert";
import { shareWatchBudget } from "./share-watch-budget";

const WATCH_NAME = "Anything unusual";
const USUAL_BUDGET = 5;
const MOST_BUDGET = 1_000;

export const setWatchInput = z.strictObject({
  on: z.boolean().describe("Whether all stats of the team are watched for what is unusual."),
  budgetPerWeek: z
    .int(`must be a whole number from 1 to ${MOST_BUDGET}`)
    .min(1, "must be at least 1")
    .max(MOST_BUDGET, `must be at most ${MOST_BUDGET}`)
    .optional()
    .describe(`How often in a week all stats together may ring; what it was, or ${USUAL_BUDGET}, when absent.`),
  channels: z
    .array(z.string().max(64))
    .max(20, "must name at most 20 channels")
    .transform((ids) => [...new Set(ids)])
    .optional()
    .describe("Where it is told: ids of channels. What it was, or all that are enabled, when absent."),
});

/** A team's watch over all its stats. */
export interface TeamWatch {
  on: boolean;
  budgetPerWeek: number;
  /** Where it is told. */
  channelIds: string[];
  /** The public id of the alert that it keeps; null while it is off. */
  alertId: string | null;
  /** How often all stats that are watched would have rung in a week of their past. */
  expectedPerWeek: number;
  /** How many stats are old enough to be watched, and how many are not yet. */
  watched: number;
  tooYoung: number;
}

/** Whether the actor's team is watched, and what is to be expected of that. */
export async function getWatch(ctx: Context): Promise<TeamWatch> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const [state, alert] = await Promise.all([
    findWatchState(ctx.store.prisma, teamId),
    findAutomaticAlert(ctx.store.prisma, teamId),
  ]);
  if (state === null) throw new Refusal("not_found", NO_SUCH_TEAM);
  const { budgetPerWeek, stats, watched, expectedPerWeek } = state;
  return {
    on: budgetPerWeek !== null,
    budgetPerWeek: budgetPerWeek ?? USUAL_BUDGET,
    channelIds: alert?.channelIds ?? [],
    alertId: alert?.publicId ?? null,
    expectedPerWeek,
    watched,
    tooYoung: stats - watched,
  };
}

/**
 * Switches the watch over all stats of the team on or off, or changes what it may ring and where it tells. It is kept as
 * one alert on every stat, which goes when it is switched off. Throws `not_found` for channels that the team has not.
 */
export async function setWatch(ctx: Context, input: z.input<typeof setWatchInput>): Promise<TeamWatch> {
  const { teamId } = permit(ctx.actor, canManageAlerts);
  const asked = parseInput(setWatchInput, input);
  await transaction(ctx.store, async (tx) => {
    if ((await lockTeam(tx, teamId)) === null) throw new Refusal("not_found", NO_SUCH_TEAM);
    if (asked.on) await switchOn(tx, ctx, teamId, asked);
    else await switchOff(tx, ctx, teamId);
  });
  await shareWatchBudget(ctx.store, teamId);
  return getWatch(ctx);
}

type Asked = z.output<typeof setWatchInput>;

const RULE: AlertRule = {
  name: WATCH_NAME,
  subject: { pattern: "*" },
  // The stats' own sensitivities, by the budget, go before it.
  condition: { kind: "anomaly", sensitivity: 3 },
  window: "1h",
  missing: "keep",
  pendingSeconds: 0,
  holdSeconds: null,
  renotifySeconds: null,
  runbook: "",
};

async function switchOn(tx: Transaction, ctx: Context, teamId: string, { budgetPerWeek, channels }: Asked) {
  const now = ctx.clock.now();
  const state = await findWatchState(tx, teamId);
  const budget = budgetPerWeek ?? state?.budgetPerWeek ?? USUAL_BUDGET;
  await setWatchBudget(tx, teamId, budget);
  const before = await lockAutomaticAlert(tx, teamId);
  if (before === null) {
    const channelIds = await channelsOf(tx, teamId, channels);
    const alert = await lockedAlert(
      tx,
      teamId,
      await insertAlert(tx, { ...RULE, teamId, automatic: true, channelIds }, now),
    );
    await ensureStandings(tx, alert, now);
    await auditAlert(tx, ctx, "alert.made", alert, { budgetPerWeek: budget });
    return;
  }
  if (channels !== undefined) {
    await changeAlert(tx, before.id, { ...RULE, channelIds: await channelsOf(tx, teamId, channels) }, now);
  }
  if (budget === state?.budgetPerWeek && channels === undefined) return;
  const detail = { budgetPerWeek: budget, ...(channels === undefined ? {} : { channels: channels.length }) };
  await auditAlert(tx, ctx, "alert.changed", before, detail);
}

async function switchOff(tx: Transaction, ctx: Context, teamId: string): Promise<void> {
  await setWatchBudget(tx, teamId, null);
  const alert = await lockAutomaticAlert(tx, teamId);
  if (alert === null) return;
  await restAlert(tx, ctx, alert, { to: "ok", reason: "The watch over all stats was switched off." });
  await deleteAlert(tx, alert.id);
  await auditAlert(tx, ctx, "alert.deleted", alert);
}
