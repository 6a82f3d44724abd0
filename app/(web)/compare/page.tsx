import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { askedChart } from "@/app/(web)/asked-chart";
import { KeepChart } from "@/app/(web)/dashboards/keep-chart";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { ChartOptions } from "@/components/stats/chart-options";
import { ChartPanel } from "@/components/stats/chart-panel";
import { CompareLegend } from "@/components/stats/compare-legend";
import { NothingToCompare } from "@/components/stats/nothing-to-compare";
import { RangePicker } from "@/components/stats/range-picker";
import { RefusedRange } from "@/components/stats/refused-range";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Live } from "@/components/ui/live";
import { MAX_SERIES } from "@/lib/domain/series";
import { getTeam } from "@/lib/interactors/team/get-team";
import { chartOptions } from "@/lib/presenters/view/chart-options";
import { chartPanel } from "@/lib/presenters/view/chart-panel";
import { compareHref, compareRows, readCompared } from "@/lib/presenters/view/compared";
import { embedHref } from "@/lib/presenters/view/embed-builder";
import { rangeQuery, readRange } from "@/lib/presenters/view/range";
import { addToCompareHref } from "@/lib/presenters/view/stats-address";
import { Saved } from "./saved";

export const metadata: Metadata = { title: "Compare" };

export default async function ComparePage({ searchParams }: QueryProps) {
  const query = await searchParams;
  const asked = readRange(query);
  const ids = readCompared(query.stats);
  const here = `${compareHref(ids)}&${rangeQuery(asked)}`;
  const ctx = await signedIn(here);
  // The list's form names each stat by itself; the address that people share names them all in one.
  if (Array.isArray(query.stats)) redirect(here);
  if (ids.length === 0) {
    return (
      <>
        <NothingToCompare />
        <Saved ctx={ctx} />
      </>
    );
  }
  const [team, chart] = await Promise.all([getTeam(ctx), orNotFound(askedChart(ctx, ids, asked))]);
  const { data, range, refused } = chart;
  const base = `${compareHref(ids)}&`;
  const [first] = data.series;
  if (first === undefined) return <NothingToCompare />;
  return (
    <>
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-3">
        <h1 className="text-title font-semibold tracking-tight">Compare</h1>
        <Live only={ids} />
      </div>
      {refused !== null && <RefusedRange why={refused} instead={`the last ${range.preset.name}`} />}
      <RangePicker range={range} base={base} />
      <ChartOptions of={chartOptions({ range, series: first, teamZone: team.zone, base })} />
      <ChartPanel of={chartPanel(data, range, base)} />
      <CompareLegend rows={compareRows(data, range, ctx.clock.now(), team.zone)} />
      <div className="mt-5 flex flex-wrap items-start gap-3">
        {ids.length < MAX_SERIES && (
          <Link href={addToCompareHref(ids)} className={buttonLook("plain")}>
            Add stats…
          </Link>
        )}
        <Link href={embedHref(ids, rangeQuery(range))} className={buttonLook("plain")}>
          Embed…
        </Link>
        <KeepChart ctx={ctx} of={data} comparison />
      </div>
    </>
  );
}
