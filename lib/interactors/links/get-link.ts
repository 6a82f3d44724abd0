import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { SavedChart } from "@/lib/domain/chart-spec";
import type { PublicLink } from "@/lib/domain/public-link";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findCharts } from "@/lib/store/records/charts";
import { findLink } from "@/lib/store/records/links";
import { noSuchLink } from "./link-input";

const schema = z.strictObject({ id: z.string() });

/** A link of the team, with the chart that an embed shows; null for a stat and a dashboard. Throws `not_found`. */
export async function getLink(
  ctx: Context,
  input: z.input<typeof schema>,
): Promise<{ link: PublicLink; chart: SavedChart | null }> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { id } = parseInput(schema, input);
  const link = z.uuid().safeParse(id).success ? await findLink(ctx.store.prisma, teamId, id) : null;
  if (link === null) throw noSuchLink();
  const [chart] = link.target === "chart" ? await findCharts(ctx.store.prisma, teamId, [link.targetId]) : [];
  return { link, chart: chart ?? null };
}
