import { SavedComparisons } from "@/components/dashboards/saved-comparisons";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import { listComparisons } from "@/lib/interactors/comparisons/list-comparisons";
import { getTeam } from "@/lib/interactors/team/get-team";
import { savedComparison } from "@/lib/presenters/view/saved-comparison";
import { deleteComparisonAction, renameComparisonAction } from "./actions";

/** The team's saved comparisons, as somebody who is signed in may open and change them. */
export async function Saved({ ctx }: { ctx: Context }) {
  const [team, saved] = await Promise.all([getTeam(ctx), listComparisons(ctx)]);
  const changes = ctx.actor.kind === "user" && canKeepCharts(ctx.actor);
  return (
    <SavedComparisons
      rows={saved.map((each) => savedComparison(each, ctx.clock.now(), team.zone))}
      actions={changes ? { rename: renameComparisonAction, remove: deleteComparisonAction } : null}
    />
  );
}
