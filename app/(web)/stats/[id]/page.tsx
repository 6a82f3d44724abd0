import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { rotateClassicKeyAction, rotateUserKeyAction } from "@/app/(web)/settings/keys/actions";
import { revokeShareAction, shareStatAction } from "@/app/(web)/settings/shared/actions";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import { saveStatAction, starAction, trashStatAction } from "@/app/(web)/stats/actions";
import { shownOrigin } from "@/app/origin";
import type { Query } from "@/app/page-props";
import { ShareForm } from "@/components/shares/share-form";
import { StatShares } from "@/components/shares/share-list";
import { ChartPanel } from "@/components/stats/chart-panel";
import { ClassicKeys } from "@/components/stats/classic-keys";
import { Distribution } from "@/components/stats/distribution";
import { MergedNotice } from "@/components/stats/merged-notice";
import { RangePicker } from "@/components/stats/range-picker";
import { StatHeader } from "@/components/stats/stat-header";
import { StatSettings } from "@/components/stats/stat-settings";
import { StatSummary } from "@/components/stats/stat-summary";
import { Section } from "@/components/ui/section";
import type { Context } from "@/lib/context";
import { canManageShares, canManageStats, canManageTeam } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { readDistribution } from "@/lib/interactors/series/read-distribution";
import { readPreset } from "@/lib/interactors/series/read-preset";
import { listShares } from "@/lib/interactors/shares/list-shares";
import { findMergedInto } from "@/lib/interactors/stats/find-merged-into";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { getTeam } from "@/lib/interactors/team/get-team";
import { chartPanel } from "@/lib/presenters/view/chart-panel";
import { distributionView } from "@/lib/presenters/view/distribution";
import { rangeQuery, readRange } from "@/lib/presenters/view/range";
import { shareRow } from "@/lib/presenters/view/share-row";
import { summary } from "@/lib/presenters/view/summary";

interface StatPageProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

export async function generateMetadata({ params }: StatPageProps): Promise<Metadata> {
  const { id } = await params;
  const ctx = await signedIn(`/stats/${id}`);
  return { title: (await orNotFound(orLedOn(ctx, id, getStat(ctx, { id })))).name };
}

export default async function StatPage({ params, searchParams }: StatPageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const range = readRange(query);
  const ctx = await signedIn(`/stats/${id}?${rangeQuery(range)}`);
  const administers = ctx.actor.kind === "user" && canManageShares(ctx.actor);
  const [team, origin, [series], distribution, shares] = await Promise.all([
    getTeam(ctx),
    shownOrigin(),
    orNotFound(orLedOn(ctx, id, readPreset(ctx, { ids: [id], preset: range.preset }))),
    orNotFound(orLedOn(ctx, id, readDistribution(ctx, { id, from: `-${range.preset.span}` }))),
    administers ? listShares(ctx, { direction: "given", statId: id }) : null,
  ]);
  if (series === undefined) return null;
  const { stat } = series;
  const now = ctx.clock.now();
  const changes = stat.sharedBy === null && ctx.actor.kind === "user" && canManageStats(ctx.actor);
  return (
    <>
      {query.merged === "1" && <MergedNotice />}
      <StatHeader stat={stat} star={starAction} />
      <StatSummary of={summary(series, range.preset, now, team.zone)} />
      <RangePicker range={range} base={`/stats/${id}?`} />
      <ChartPanel of={chartPanel([series], range, now)} />
      {distribution !== null && <Distribution of={distributionView(distribution, series.zone)} />}
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
