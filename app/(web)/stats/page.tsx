import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signedIn } from "@/app/(web)/signed-in";
import { shownOrigin } from "@/app/origin";
import type { QueryProps } from "@/app/page-props";
import { NothingShared } from "@/components/shares/nothing-shared";
import { CompareBar } from "@/components/stats/compare-bar";
import { EmptyStats, NothingFound } from "@/components/stats/empty-stats";
import { Pager } from "@/components/stats/pager";
import { StatFilters } from "@/components/stats/stat-filters";
import { StatList } from "@/components/stats/stat-list";
import { DeletedNotice, TrashedNotice, TrashList } from "@/components/stats/trash";
import { Live } from "@/components/ui/live";
import { readFirstKey } from "@/lib/auth/first-key";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { readStatStates } from "@/lib/interactors/alerts/read-stat-states";
import { readSparklines } from "@/lib/interactors/series/read-sparklines";
import { listStats } from "@/lib/interactors/stats/list-stats";
import { getTeam } from "@/lib/interactors/team/get-team";
import { statRow } from "@/lib/presenters/view/stat-row";
import {
  isAllShared,
  isPlain,
  readStatsAddress,
  type StatsAddress,
  statsHref,
} from "@/lib/presenters/view/stats-address";
import { deleteStatAction, restoreStatAction, starAction } from "./actions";

export const metadata: Metadata = { title: "Stats" };

const PAGE_SIZE = 50;

export default async function StatsPage({ searchParams }: QueryProps) {
  const params = await searchParams;
  const address = readStatsAddress(params);
  const ctx = await signedIn(statsHref(address, { cursor: address.cursor }));
  const [team, page] = await Promise.all([getTeam(ctx), listed(ctx, address)]);
  const ids = page.data.map((stat) => stat.id);
  const [sparklines, alerts] = await Promise.all([readSparklines(ctx, { ids }), readStatStates(ctx, { ids })]);
  const now = ctx.clock.now();
  const rows = page.data.map((stat) => statRow(stat, sparklines.get(stat.id), now, team.zone, alerts.get(stat.id)));
  return (
    <>
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-3">
        <h1 className="text-title font-semibold tracking-tight">{titleOf(address)}</h1>
        <Live />
      </div>
      {typeof params.trashed === "string" && <TrashedNotice id={params.trashed} restore={restoreStatAction} />}
      {params.deleted === "1" && <DeletedNotice />}
      <StatFilters address={address} />
      <div className="mt-5 grid gap-4">
        {rows.length > 0 && !address.trash && <CompareBar before={elsewhere(address.compared, rows)} />}
        {rows.length === 0 && <Empty address={address} teamId={team.id} />}
        {rows.length > 0 && address.trash && (
          <TrashList rows={rows} restore={restoreStatAction} remove={deleteStatAction} />
        )}
        {rows.length > 0 && !address.trash && <StatList rows={rows} compared={address.compared} star={starAction} />}
        <Pager first={address.cursor === "" ? null : statsHref(address)} next={nextHref(address, page.next)} />
      </div>
    </>
  );
}

async function Empty({ address, teamId }: { address: StatsAddress; teamId: string }) {
  if (isAllShared(address)) return <NothingShared sharingId={teamId} />;
  if (!isPlain(address)) return <NothingFound address={address} />;
  const [origin, key] = await Promise.all([shownOrigin(), readFirstKey(teamId)]);
  return <EmptyStats origin={origin} ezkey={key} />;
}

/** A page of the list; a cursor that was not made for this list leads back to its start. */
async function listed(ctx: Context, address: StatsAddress) {
  try {
    return await listStats(ctx, asked(address));
  } catch (error) {
    if (address.cursor !== "" && error instanceof Refusal && error.code === "invalid") redirect(statsHref(address));
    throw error;
  }
}

function titleOf({ shared, trash }: StatsAddress): string {
  if (trash) return "Trash";
  return shared ? "Shared with us" : "Stats";
}

/** The stats that were chosen before and have no row here. */
function elsewhere(compared: string[], rows: { id: string }[]): string[] {
  return compared.filter((id) => !rows.some((row) => row.id === id));
}

function asked({ q, kind, favourite, shared, trash, sort, cursor }: StatsAddress) {
  return {
    sort,
    shared,
    trash,
    limit: PAGE_SIZE,
    q: q === "" ? undefined : q,
    kind: kind === "" ? undefined : kind,
    favourite: favourite ? true : undefined,
    cursor: cursor === "" ? undefined : cursor,
  };
}

function nextHref(address: StatsAddress, cursor: string | null): string | null {
  return cursor === null ? null : statsHref(address, { cursor });
}
