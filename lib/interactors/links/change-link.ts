import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageLinks, type TeamActor } from "@/lib/domain/can";
import { MAX_CHART_TITLE, type SavedChart } from "@/lib/domain/chart-spec";
import type { PublicLink } from "@/lib/domain/public-link";
import { Refusal } from "@/lib/errors";
import { chartedStats, chartSpecInput } from "@/lib/interactors/charts/chart-spec-input";
import { refuseUndrawable } from "@/lib/interactors/charts/kept-chart";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { changeChart, findCharts } from "@/lib/store/records/charts";
import { changeLinkRow } from "@/lib/store/records/links";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { auditLink } from "./audit-link";
import { embedLook, expiryOf, linkExpiry, noSuchLink, origins } from "./link-input";
import { lockedLink } from "./locked-link";
import { heldLink } from "./made-link";
import { forgetLink } from "./open-link";
import { ownStats } from "./own-stats";
import { permitPublish } from "./permit-publish";

export const changeLinkInput = z.strictObject({
  id: z.string(),
  stats: chartedStats.optional().describe("Of an embed: what it shows from now on."),
  title: z.string().trim().max(MAX_CHART_TITLE).optional(),
  spec: chartSpecInput.optional(),
  look: embedLook.optional(),
  origins: origins.optional(),
  expiresAt: linkExpiry.optional(),
});

type Change = z.output<typeof changeLinkInput>;
const OF_A_CHART = ["stats", "title", "spec", "look"] as const;

/**
 * Changes what is named and leaves the rest; of the look, too. To show other stats is to publish them. Throws
 * `not_found`, `forbidden`, and `unprocessable` for an expiry in the past and for what only an embed has.
 */
export async function changeLink(ctx: Context, input: z.input<typeof changeLinkInput>): Promise<PublicLink> {
  const actor = permit(ctx.actor, canManageLinks);
  const change = parseInput(changeLinkInput, input);
  const changed = await transaction(ctx.store, async (tx) => {
    if (change.stats !== undefined) await permitPublish(tx, actor);
    const before = await lockedLink(tx, actor.teamId, change.id);
    const chart = before.target === "chart" ? await chartOf(tx, before) : null;
    const foreign = OF_A_CHART.find((field) => change[field] !== undefined);
    if (chart === null && foreign !== undefined) throw onlyOfEmbeds(foreign, before);
    const redrawn = chart !== null && (await redraw(tx, ctx, actor, chart, change));
    await changeLinkRow(tx, before.id, rowOf(change, before, ctx.clock.now()));
    const link = await heldLink(tx, actor.teamId, before.id);
    await auditChange(tx, ctx, before, link, redrawn || []);
    return link;
  });
  forgetLink(ctx.store, changed.token);
  return changed;
}

async function chartOf(tx: Transaction, { teamId, targetId }: PublicLink): Promise<SavedChart> {
  const [chart] = await findCharts(tx, teamId, [targetId]);
  if (chart === undefined) throw noSuchLink();
  return chart;
}

/** Which parts of the chart became other than they were. Its stats stay as they are, those in the trash too, unless named. */
async function redraw(
  tx: Transaction,
  ctx: Context,
  actor: TeamActor,
  chart: SavedChart,
  { stats, title, spec }: Change,
): Promise<string[]> {
  const asked = Object.entries({ stats, title, spec }).filter(([, value]) => value !== undefined);
  const changed = asked.filter(([field, value]) => !isDeepStrictEqual(value, chart[field as keyof SavedChart]));
  if (changed.length === 0) return [];
  const now = ctx.clock.now();
  if (spec !== undefined) refuseUndrawable(spec, now);
  const { id, teamId, use } = chart;
  const next = { title, spec, stats: stats && (await ownStats(tx, actor, stats)) };
  await changeChart(tx, { id, teamId, use, ...next }, now);
  return changed.map(([field]) => field);
}

function rowOf(change: Change, before: PublicLink, now: Date): Parameters<typeof changeLinkRow>[2] {
  const same = change.expiresAt !== undefined && Date.parse(change.expiresAt ?? "") === before.expiresAt?.getTime();
  return {
    ...(change.look === undefined ? {} : { look: { ...before.look, ...change.look } }),
    ...(change.origins === undefined ? {} : { origins: change.origins }),
    ...(change.expiresAt === undefined || same ? {} : { expiresAt: expiryOf(change.expiresAt, now) }),
  };
}

async function auditChange(
  tx: Transaction,
  ctx: Context,
  before: PublicLink,
  after: PublicLink,
  redrawn: string[],
): Promise<void> {
  const looks = (["look", "origins", "expiresAt"] as const).filter(
    (field) => !isDeepStrictEqual(before[field], after[field]),
  );
  const changed = [...redrawn, ...looks];
  if (changed.length > 0) await auditLink(tx, ctx, "link.changed", after, { changed });
}

function onlyOfEmbeds(field: string, { target }: PublicLink): Refusal {
  const detail = `a ${target}'s public page has no ${field} of its own`;
  return new Refusal("unprocessable", detail, { faults: [{ pointer: `#/${field}`, detail }] });
}
