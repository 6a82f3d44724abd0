import type { Context } from "@/lib/context";
import type { ListedAnnotation } from "@/lib/domain/annotation";
import { canManageTeam } from "@/lib/domain/can";
import type { SavedChart } from "@/lib/domain/chart-spec";
import type { Card, Dashboard } from "@/lib/domain/dashboard";
import { Refusal } from "@/lib/errors";
import { listAnnotations } from "@/lib/interactors/annotations/list-annotations";
import { audit } from "@/lib/interactors/audit";
import { listComparisons } from "@/lib/interactors/comparisons/list-comparisons";
import { getDashboard } from "@/lib/interactors/dashboards/get-dashboard";
import { listDashboards } from "@/lib/interactors/dashboards/list-dashboards";
import { permit } from "@/lib/interactors/permit";
import { findTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";

const PAGE = 500;

/** What a team made of its numbers. */
export interface ExportedCharts {
  team: string;
  dashboards: { dashboard: Dashboard; cards: Card[] }[];
  comparisons: SavedChart[];
  annotations: ListedAnnotation[];
}

/**
 * The team's dashboards, saved comparisons and annotations, for its owners and admins to take along; their numbers are
 * `exportTeam`'s. It is noted that they did.
 */
export async function exportCharts(ctx: Context): Promise<ExportedCharts> {
  const { teamId } = permit(ctx.actor, canManageTeam);
  const team = await findTeam(ctx.store.pool, teamId);
  if (team === null) throw new Refusal("not_found", "there is no such team");
  await transaction(ctx.store, async (tx) => {
    const subject = { kind: "team" as const, id: teamId, name: team.name };
    await audit(tx, ctx, { action: "team.exported", subject, teamId });
  });
  const dashboards: ExportedCharts["dashboards"] = [];
  for (const { id } of await listDashboards(ctx)) dashboards.push(await getDashboard(ctx, { id }));
  const comparisons = (await listComparisons(ctx)).map(({ chart }) => chart);
  return { team: team.name, dashboards, comparisons, annotations: await allAnnotations(ctx) };
}

async function allAnnotations(ctx: Context): Promise<ListedAnnotation[]> {
  const all: ListedAnnotation[] = [];
  let cursor: string | undefined;
  do {
    const { data, next } = await listAnnotations(ctx, { limit: PAGE, cursor });
    all.push(...data);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return all;
}
