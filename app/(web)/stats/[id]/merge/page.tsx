import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import { mergeStatAction } from "@/app/(web)/stats/actions";
import type { Query } from "@/app/page-props";
import { MergeChoice } from "@/components/stats/merge-choice";
import { MergeQuestion } from "@/components/stats/merge-question";
import { Link } from "@/components/ui/link";
import { listShares } from "@/lib/interactors/shares/list-shares";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { listStats } from "@/lib/interactors/stats/list-stats";
import { getTeam } from "@/lib/interactors/team/get-team";
import { mergeChoices, mergeHref, mergePlan } from "@/lib/presenters/view/merge";

export const metadata: Metadata = { title: "Merge" };

const LISTED = 50;

interface MergePageProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

export default async function MergePage({ params, searchParams }: MergePageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const q = typeof query.q === "string" ? query.q.slice(0, 255) : "";
  const into = typeof query.into === "string" ? query.into : null;
  const ctx = await signedIn(mergeHref(id, into ?? undefined));
  const [team, stat, target] = await Promise.all([
    getTeam(ctx),
    orNotFound(getStat(ctx, { id })),
    into === null ? null : orNotFound(getStat(ctx, { id: into })),
  ]);
  if (stat.sharedBy !== null || (target !== null && target.sharedBy !== null)) notFound();
  if (target !== null) {
    const { data: shares } = await listShares(ctx, { direction: "given", statId: id });
    return (
      <MergeFrame stat={stat} title={`Merge ${stat.name} into ${target.name}?`}>
        <MergeQuestion plan={mergePlan(stat, target, shares)} merge={mergeStatAction} />
      </MergeFrame>
    );
  }
  const { data, next } = await listStats(ctx, { kind: stat.kind, limit: LISTED, q: q === "" ? undefined : q });
  const choices = mergeChoices(stat, data, ctx.clock.now(), team.zone);
  return (
    <MergeFrame stat={stat} title={`Merge ${stat.name} into…`}>
      <MergeChoice stat={stat} q={q} choices={choices} more={next !== null} />
    </MergeFrame>
  );
}

function MergeFrame({
  stat,
  title,
  children,
}: {
  stat: { id: string; name: string };
  title: string;
  children: React.ReactNode;
}) {
  return (
    <>
      <p className="mb-2 text-small">
        <Link
          href={`/stats/${stat.id}`}
          className="inline-flex min-h-6 items-center text-muted wrap-anywhere hover:text-ink hover:underline"
        >
          ← {stat.name}
        </Link>
      </p>
      <h1 className="mb-6 text-title font-semibold tracking-tight wrap-anywhere">{title}</h1>
      {children}
    </>
  );
}
