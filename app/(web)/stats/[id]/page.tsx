import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { askedChart } from "@/app/(web)/asked-chart";
import { KeepChart } from "@/app/(web)/dashboards/keep-chart";
import { rotateClassicKeyAction, rotateUserKeyAction } from "@/app/(web)/settings/keys/actions";
import { revokeShareAction, shareStatAction } from "@/app/(web)/settings/shared/actions";
import { orNotFound } from "@/app/(web)/signed-in";
import { saveStatAction, starAction, trashStatAction } from "@/app/(web)/stats/actions";
import { shownOrigin } from "@/app/origin";
import { ShareForm } from "@/components/shares/share-form";
import { StatShares } from "@/components/shares/share-list";
import { ChartOptions } from "@/components/stats/chart-options";
import { ChartPanel } from "@/components/stats/chart-panel";
import { ClassicKeys } from "@/components/stats/classic-keys";
import { Distribution } from "@/components/stats/distribution";
import { MergedNotice } from "@/components/stats/merged-notice";
import { RangePicker } from "@/components/stats/range-picker";
import { RefusedRange } from "@/components/stats/refused-range";
import { StatHeader } from "@/components/stats/stat-header";
import { StatSettings } from "@/components/stats/stat-settings";
import { StatSummary } from "@/components/stats/stat-summary";
import { Section } from "@/components/ui/section";
import type { Context } from "@/lib/context";
import { canManageAlerts, canManageShares, canManageStats, canManageTeam } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { readDistribution } from "@/lib/interactors/series/read-distribution";
import { listShares } from "@/lib/interactors/shares/list-shares";
import { findMergedInto } from "@/lib/interactors/stats/find-merged-into";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { getTeam } from "@/lib/interactors/team/get-team";
import { chartOptions } from "@/lib/presenters/view/chart-options";
import { chartPanel } from "@/lib/presenters/view/chart-panel";
import { distributionView } from "@/lib/presenters/view/distribution";
import { rangeQuery } from "@/lib/presenters/view/range";
import { shareRow } from "@/lib/presenters/view/share-row";
import { summary } from "@/lib/presenters/view/summary";
import { askedStat, type StatPageProps } from "./asked-stat";
import { StatAlerts } from "./stat-alerts";
import { StatAnnotations } from "./stat-annotations";
import { StatPublishing } from "./stat-publishing";

export async function generateMetadata(props: StatPageProps): Promise<Metadata> {
  const { id, ctx } = await askedStat(props);
  return { title: (await orNotFound(orLedOn(ctx, id, getStat(ctx, { id })))).name };
}

export default async function StatPage(props: StatPageProps) {
  const { id, query, asked, ctx } = await askedStat(props);
  const administers = ctx.actor.kind === "user" && canManageShares(ctx.actor);
  const charted = orNotFound(orLedOn(ctx, id, askedChart(ctx, [id], asked)));
  const [team, origin, { data, range, refused }, distribution, shares] = await Promise.all([
    getTeam(ctx),
    shownOrigin(),
    charted,
    orNotFound(charted.then(({ data }) => readDistribution(ctx, { id, ...shownRange(data.series) }))),
    administers ? listShares(ctx, { direction: "given", statId: id }) : null,
  ]);
  const [series] = data.series;
  if (series === undefined) return null;
  const { stat } = series;
  const now = ctx.clock.now();
  const base = `/stats/${id}?`;
  const changes = stat.sharedBy === null && ctx.actor.kind === "user" && canManageStats(ctx.actor);
  return (
    <>
      {query.merged === "1" && <MergedNotice />}
      <StatHeader stat={stat} star={starAction} alerts={ctx.actor.kind === "user" && canManageAlerts(ctx.actor)} />
      <StatSummary of={summary(series, range.spec, now, team.zone)} />
      {refused !== null && <RefusedRange why={refused} instead={`the last ${range.preset.name}`} />}
      <RangePicker range={range} base={base} />
      <ChartOptions of={chartOptions({ range, series, teamZone: team.zone, base })} />
      <ChartPanel of={chartPanel(data, range, base)} notesElsewhere />
      <div className="mt-4 flex flex-wrap items-start gap-3">
        <KeepChart ctx={ctx} of={data} />
      </div>
      {distribution !== null && <Distribution of={distributionView(distribution, series.zone)} />}
      <StatAlerts ctx={ctx} id={id} zone={team.zone} />
      <StatAnnotations ctx={ctx} series={series} origin={origin} />
      {stat.sharedBy === null && <StatPublishing ctx={ctx} id={id} query={rangeQuery(range)} />}
      {stat.sharedBy === null && shares !== null && (
        <Section title="Share" about="Another team sees the stat with all its numbers. It can change nothing.">
          <ShareForm statId={id} share={shareStatAction} />
          {shares.data.length > 0 && (
            <StatShares rows={shares.data.map((share) => shareRow(share, now, team.zone))} revoke={revokeShareAction} />
          )}
        </Section>
      )}
      {changes && (
        <Section title="Settings" about="What it is called, and how long its minutes are kept.">
          <StatSettings stat={stat} save={saveStatAction} trash={trashStatAction} />
        </Section>
      )}
      {changes && stat.classicKey !== null && (
        <Section title="Classic API" about="With these two keys anybody can send to this stat, and do nothing else.">
          <ClassicKeys
            statId={id}
            origin={origin}
            kind={stat.kind}
            statKey={stat.classicKey}
            userKey={team.ukey}
            rotateStatKey={rotateClassicKeyAction}
            rotateUserKey={ctx.actor.kind === "user" && canManageTeam(ctx.actor) ? rotateUserKeyAction : null}
          />
        </Section>
      )}
    </>
  );
}

/** The very range of a chart, as another question asks for it. */
function shownRange([series]: { from: number; to: number }[]): { from: string; to: string } | null {
  return series === undefined ? null : { from: String(series.from), to: String(series.to) };
}

/** What was asked of a stat; the address of one that was merged away leads to the stat that has its numbers. */
async function orLedOn<T>(ctx: Context, id: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const isMissing = error instanceof Refusal && error.code === "not_found";
    const into = isMissing ? await findMergedInto(ctx, { id }) : null;
    if (into !== null) redirect(`/stats/${into}`);
    throw error;
  }
}
