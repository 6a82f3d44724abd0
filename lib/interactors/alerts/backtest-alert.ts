import type { z } from "zod";
import type { Context } from "@/lib/context";
import { usualMissing } from "@/lib/domain/alert";
import { ruleWords } from "@/lib/domain/alert-words";
import { canReadTeam, type TeamActor } from "@/lib/domain/can";
import type { ListedStat } from "@/lib/domain/stat";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { seenStats } from "@/lib/interactors/series/read-series";
import { findAlert, findMatching, type StoredAlert } from "@/lib/store/records/alerts";
import { readStatsById } from "@/lib/store/records/listed-stats";
import { findTeam } from "@/lib/store/records/teams";
import { backtestAlertInput, fault, ruleOf } from "./alert-input";
import { refuseTwoSubjects } from "./alert-subject";
import { noSuchAlert } from "./locked-alert";
import { MOST_PLAYED, type PlayedBack, playBack, type Ring } from "./play-back";

const MOST_RINGS = 500;

/** When a rule would have rung in the last 30 days. */
export interface Backtest extends Omit<PlayedBack, "gentler"> {
  /** How often, over all stats that were played; `rings` holds the latest 500 of them. */
  perMonth: number;
  /** The rule in words. */
  rule: string;
  /** How often a gentler rule would have rung; null where there is none. */
  gentler: { rule: string; perMonth: number } | null;
}

/**
 * Tells when a rule, unsaved or saved, would have rung in the last 30 days, from stored numbers alone; nothing is
 * written and nothing is told. On a pattern it is played over up to 50 stats; `truncated` says when there are more.
 * Throws `invalid` for a rule that cannot be, `not_found` for the stat and for the alert, and `unavailable` when the
 * database takes too long.
 */
export async function backtestAlert(ctx: Context, input: z.input<typeof backtestAlertInput>): Promise<Backtest> {
  const actor = permit(ctx.actor, canReadTeam);
  const { alertId, statId, pattern, channels: _, ...asked } = parseInput(backtestAlertInput, input);
  refuseTwoSubjects({ statId, pattern }, { needed: alertId === undefined });
  const [team, saved] = await Promise.all([
    findTeam(ctx.store.pool, actor.teamId),
    alertId === undefined ? null : savedAlert(ctx, actor, alertId),
  ]);
  const settled = ruleOf(asked, saved ?? undefined);
  const { stats, total } = await watchedStats(ctx, actor, { statId, pattern }, saved);
  const isOnStat = statId !== undefined || (saved !== null && "statId" in saved.subject && pattern === undefined);
  const usual = usualMissing(isOnStat ? (stats[0]?.kind ?? null) : null);
  const missing = asked.missing ?? saved?.missing ?? usual;
  const rule = { ...settled, missing, automatic: saved?.automatic ?? false };
  const { gentler, rings, ...played } = await playBack(ctx, rule, { stats, zone: team?.zone ?? "UTC" });
  const unit = stats.length === 1 ? (stats[0]?.unit ?? "") : "";
  return {
    ...played,
    rings: latest(rings),
    perMonth: rings.length,
    truncated: played.truncated || total > played.stats || rings.length > MOST_RINGS,
    rule: ruleWords(rule, unit),
    gentler:
      gentler === null
        ? null
        : { rule: ruleWords({ ...rule, condition: gentler.condition }, unit), perMonth: gentler.count },
  };
}

async function savedAlert(ctx: Context, { teamId }: TeamActor, alertId: string): Promise<StoredAlert> {
  const saved = await findAlert(ctx.store.prisma, teamId, alertId);
  if (saved === null) throw noSuchAlert();
  return saved;
}

async function watchedStats(
  ctx: Context,
  actor: TeamActor,
  asked: { statId?: string; pattern?: string },
  saved: StoredAlert | null,
): Promise<{ stats: ListedStat[]; total: number }> {
  const subject =
    asked.statId !== undefined
      ? { statId: asked.statId }
      : asked.pattern !== undefined
        ? { pattern: asked.pattern }
        : saved?.subject;
  if (subject === undefined) throw invalid([fault("statId", "must be the id of a stat")]);
  if ("statId" in subject) return { stats: await seenStats(ctx, actor, [subject.statId]), total: 1 };
  const { ids, total } = await findMatching(ctx.store.prisma, actor.teamId, subject.pattern, MOST_PLAYED);
  const { teamId, userId } = actor;
  const found = await readStatsById(ctx.store.pool, { teamId, userId }, ids);
  return { stats: found.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)), total };
}

function latest(rings: Ring[]): Ring[] {
  return rings.slice(0, MOST_RINGS);
}
