import { z } from "zod";
import { linkClosed, type PublicLink } from "@/lib/domain/public-link";
import type { ListedStat } from "@/lib/domain/stat";
import { chartSpecInput } from "@/lib/interactors/charts/chart-spec-input";
import { type ChartData, readChartOf } from "@/lib/interactors/charts/read-chart";
import { parseInput } from "@/lib/interactors/parse";
import { findLinksOfStats } from "@/lib/store/records/links";
import { findMergedInto } from "@/lib/store/records/stats";
import { findTeam } from "@/lib/store/records/teams";
import { type Closing, type Opened, openLink } from "./open-link";
import type { PublicContext } from "./public-context";
import { readOwnStats } from "./public-stats";

const chart = { spec: chartSpecInput.prefault({}) };
export const readPublicStatInput = z.union([
  z.strictObject({ token: z.string(), ...chart }),
  z.strictObject({ statId: z.string(), ...chart }),
]);

export interface PublicStat {
  /** Without the keys that feed it. */
  stat: ListedStat;
  chart: ChartData;
  /** The IANA zone of its team. */
  zone: string;
}

/**
 * A stat that is public, for its page, by the token of its link or by its own id: one that is not public is missing, like
 * one that never was. A link to a stat that was merged away shows the other while that is public too. Throws what
 * `readSeries` throws.
 */
export async function readPublicStat(
  ctx: PublicContext,
  input: z.input<typeof readPublicStatInput>,
): Promise<Opened<PublicStat>> {
  const asked = parseInput(readPublicStatInput, input);
  const opened = "token" in asked ? await openLink(ctx, asked.token, "stat") : await openStat(ctx, asked.statId);
  if (opened.closed !== null) return opened;
  const { link } = opened;
  const [team, stat] = await Promise.all([findTeam(ctx.store.pool, link.teamId), statOf(ctx, link)]);
  if (team === null || stat === null) return { closed: "empty" };
  const { id, zone } = team;
  const seen = { title: stat.name, spec: asked.spec, stats: [stat], axes: ["left" as const] };
  return { closed: null, link, stat, chart: await readChartOf(ctx, seen, { id, zone }), zone };
}

async function openStat(
  ctx: PublicContext,
  statId: string,
): Promise<{ closed: Closing } | { closed: null; link: PublicLink }> {
  const link = (await findLinksOfStats(ctx.store.pool, [statId])).get(statId);
  // To who has only the id, a stat that is not shown just now is none.
  return link === undefined || linkClosed(link, ctx.clock.now()) !== null
    ? { closed: "missing" }
    : { closed: null, link };
}

async function statOf(ctx: Pick<PublicContext, "store">, { teamId, targetId }: PublicLink): Promise<ListedStat | null> {
  const [stat] = await readOwnStats(ctx, teamId, [targetId]);
  if (stat !== undefined) return stat;
  const into = await findMergedInto(ctx.store.prisma, teamId, targetId);
  const [other] = into === null ? [] : await readOwnStats(ctx, teamId, [into]);
  return other?.public ? other : null;
}
