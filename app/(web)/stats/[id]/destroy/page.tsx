import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import { trashStatAction } from "@/app/(web)/stats/actions";
import { DestroyStat } from "@/components/mail/destroy-stat";
import { OtherTeam } from "@/components/mail/other-team";
import { findPlaceOfStat } from "@/lib/interactors/mails/find-place-of-stat";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { getTeam } from "@/lib/interactors/team/get-team";
import { statRow } from "@/lib/presenters/view/stat-row";
import { goToTeamAction } from "./actions";

export const metadata: Metadata = { title: "Destroy a stat" };

interface DestroyPageProps {
  params: Promise<{ id: string }>;
}

/** Where a mail about a new stat leads. Looking changes nothing: mail programs open links on their own. */
export default async function DestroyPage({ params }: DestroyPageProps) {
  const { id } = await params;
  const ctx = await signedIn(`/stats/${id}/destroy`);
  const [team, place] = await Promise.all([getTeam(ctx), findPlaceOfStat(ctx, { id })]);
  if (place === null) notFound();
  if (place.id !== team.id) return <OtherTeam statId={id} team={place} go={goToTeamAction} />;
  const stat = await orNotFound(getStat(ctx, { id }));
  return <DestroyStat stat={statRow(stat, undefined, ctx.clock.now(), team.zone)} trash={trashStatAction} />;
}
