import type { Metadata } from "next";
import { signedIn } from "@/app/(web)/signed-in";
import { shownOrigin } from "@/app/origin";
import { MorningReport } from "@/components/reports/morning-report";
import { FirstNumber } from "@/components/stats/first-number";
import { NoKeyLeft, SendLine } from "@/components/stats/send-line";
import { readFirstKey } from "@/lib/auth/first-key";
import { findMorningReport } from "@/lib/interactors/reports/start-morning-report";
import { readPreset } from "@/lib/interactors/series/read-preset";
import { listStats } from "@/lib/interactors/stats/list-stats";
import { getTeam } from "@/lib/interactors/team/get-team";
import { FIRST_HOUR, firstNumberView } from "@/lib/presenters/view/first-number";
import { morningReportView } from "@/lib/presenters/view/morning-report";
import { firstNumberSnippets } from "@/lib/presenters/view/snippets";
import { anotherKeyAction, startMorningReportAction } from "./actions";

export const metadata: Metadata = { title: "Your first number" };

export default async function WelcomePage() {
  const ctx = await signedIn("/welcome");
  const [team, origin, latest, morning] = await Promise.all([
    getTeam(ctx),
    shownOrigin(),
    listStats(ctx, { sort: "-last_at", limit: 1 }),
    findMorningReport(ctx),
  ]);
  const key = await readFirstKey(team.id);
  const stat = latest.data.find(({ lastAt }) => lastAt !== null);
  const [series] = stat === undefined ? [] : await readPreset(ctx, { ids: [stat.id], preset: FIRST_HOUR });
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Send your first number</h1>
      {key === null ? (
        <NoKeyLeft make={anotherKeyAction} />
      ) : (
        <SendLine snippets={firstNumberSnippets(origin, key)} ezkey={key} />
      )}
      <FirstNumber view={series === undefined ? null : firstNumberView(series, ctx.clock.now(), team.zone)} />
      <MorningReport view={morningReportView(morning)} start={startMorningReportAction} />
    </>
  );
}
