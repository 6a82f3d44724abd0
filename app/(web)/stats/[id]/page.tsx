import type { Metadata } from "next";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import { saveStatAction, starAction, trashStatAction } from "@/app/(web)/stats/actions";
import { shownOrigin } from "@/app/origin";
import type { Query } from "@/app/page-props";
import { ChartPanel } from "@/components/stats/chart-panel";
import { ClassicKeys } from "@/components/stats/classic-keys";
import { RangePicker } from "@/components/stats/range-picker";
import { StatHeader } from "@/components/stats/stat-header";
import { StatSettings } from "@/components/stats/stat-settings";
import { StatSummary } from "@/components/stats/stat-summary";
import { Section } from "@/components/ui/section";
import { readPreset } from "@/lib/interactors/series/read-preset";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { getTeam } from "@/lib/interactors/team/get-team";
import { chartPanel } from "@/lib/presenters/view/chart-panel";
import { rangeQuery, readRange } from "@/lib/presenters/view/range";
import { summary } from "@/lib/presenters/view/summary";

interface StatPageProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

export async function generateMetadata({ params }: StatPageProps): Promise<Metadata> {
  const { id } = await params;
  const ctx = await signedIn(`/stats/${id}`);
  return { title: (await orNotFound(getStat(ctx, { id }))).name };
}

export default async function StatPage({ params, searchParams }: StatPageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const range = readRange(query);
  const ctx = await signedIn(`/stats/${id}?${rangeQuery(range)}`);
  const [team, origin, [series]] = await Promise.all([
    getTeam(ctx),
    shownOrigin(),
    orNotFound(readPreset(ctx, { ids: [id], preset: range.preset })),
  ]);
  if (series === undefined) return null;
  const { stat } = series;
  const now = ctx.clock.now();
  return (
    <>
      <StatHeader stat={stat} star={starAction} />
      <StatSummary of={summary(series, range.preset, now, team.zone)} />
      <RangePicker range={range} base={`/stats/${id}?`} />
      <ChartPanel of={chartPanel([series], range, now)} />
      <Section title="Settings" about="Change what it is called. Its numbers stay as they are.">
        <StatSettings stat={stat} save={saveStatAction} trash={trashStatAction} />
      </Section>
      <Section title="Classic API" about="With these two keys anybody can send to this stat, and do nothing else.">
        <ClassicKeys origin={origin} kind={stat.kind} statKey={stat.classicKey} userKey={team.ukey} />
      </Section>
    </>
  );
}
