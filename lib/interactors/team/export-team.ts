import type { Context } from "@/lib/context";
import { canManageTeam } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { permit } from "@/lib/interactors/permit";
import { findTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";
import { type ExportedRow, type ExportedStat, findExportedStats, readKeptRows } from "@/lib/store/series/export-series";

const STATS = 200;
const ROWS = 5_000;

/** Some rows of one stat, in their order. */
export interface ExportedPage {
  stat: ExportedStat;
  rows: ExportedRow[];
}

/**
 * Every number of the team as it is kept, stat by stat, for its owners and admins to take along; stats in the trash are
 * left out. It is noted that they did, before the first page. Pages are read as they are asked for, each in a moment of
 * its own, so that neither memory nor a connection is held however much there is.
 */
export async function exportTeam(ctx: Context): Promise<AsyncGenerator<ExportedPage>> {
  const { teamId } = permit(ctx.actor, canManageTeam);
  const team = await findTeam(ctx.store.pool, teamId);
  if (team === null) throw new Refusal("not_found", "there is no such team");
  await transaction(ctx.store, async (tx) => {
    const subject = { kind: "team" as const, id: teamId, name: team.name };
    await audit(tx, ctx, { action: "team.exported", subject, teamId });
  });
  return pages(ctx, teamId);
}

async function* pages({ store }: Context, teamId: string): AsyncGenerator<ExportedPage> {
  let after = 0n;
  for (;;) {
    const stats = await findExportedStats(store.pool, teamId, after, STATS);
    for (const stat of stats) yield* rowsOf(store, stat);
    const last = stats.at(-1);
    if (last === undefined || stats.length < STATS) return;
    after = last.seriesId;
  }
}

async function* rowsOf({ pool }: Context["store"], stat: ExportedStat): AsyncGenerator<ExportedPage> {
  let from: number | null = 0;
  while (from !== null) {
    const page: { rows: ExportedRow[]; next: number | null } = await readKeptRows(pool, {
      seriesId: stat.seriesId,
      from,
      most: ROWS,
    });
    if (page.rows.length > 0) yield { stat, rows: page.rows };
    from = page.next;
  }
}
