import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { ChartPanel } from "@/components/stats/chart-panel";
import { CompareLegend } from "@/components/stats/compare-legend";
import { NothingToCompare } from "@/components/stats/nothing-to-compare";
import { RangePicker } from "@/components/stats/range-picker";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Live } from "@/components/ui/live";
import { MAX_SERIES } from "@/lib/domain/series";
import { readPreset } from "@/lib/interactors/series/read-preset";
import { getTeam } from "@/lib/interactors/team/get-team";
import { chartPanel } from "@/lib/presenters/view/chart-panel";
import { compareHref, compareRows, readCompared } from "@/lib/presenters/view/compared";
import { rangeQuery, readRange } from "@/lib/presenters/view/range";
import { addToCompareHref } from "@/lib/presenters/view/stats-address";

export const metadata: Metadata = { title: "Compare" };

export default async function ComparePage({ searchParams }: QueryProps) {
  const query = await searchParams;
  const range = readRange(query);
  const ids = readCompared(query.stats);
  const here = `${compareHref(ids)}&${rangeQuery(range)}`;
  const ctx = await signedIn(here);
  // The list's form names each stat by itself; the address that people share names them all in one.
  if (Array.isArray(query.stats)) redirect(here);
  if (ids.length === 0) return <NothingToCompare />;
  const [team, series] = await Promise.all([getTeam(ctx), orNotFound(readPreset(ctx, { ids, preset: range.preset }))]);
  return (
    <>
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-3">
        <h1 className="text-title font-semibold tracking-tight">Compare</h1>
        <Live only={ids} />
      </div>
      <RangePicker range={range} base={`${compareHref(ids)}&`} />
      <ChartPanel of={chartPanel(series, range, ctx.clock.now())} />
      <CompareLegend rows={compareRows(series, range, ctx.clock.now(), team.zone)} />
      {ids.length < MAX_SERIES && (
        <p className="mt-5">
          <Link href={addToCompareHref(ids)} className={buttonLook("plain")}>
            Add stats…
          </Link>
        </p>
      )}
    </>
  );
}
