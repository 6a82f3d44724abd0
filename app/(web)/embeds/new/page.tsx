import type { Metadata } from "next";
import { makeEmbedAction } from "@/app/(web)/embeds/actions";
import { Builder } from "@/app/(web)/embeds/builder";
import { signedIn } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { getTeam } from "@/lib/interactors/team/get-team";
import { draftQuery, readDraft } from "@/lib/presenters/view/embed-builder";
import { whyNotPublish } from "@/lib/presenters/view/publishing";

export const metadata: Metadata = { title: "New embed" };

export default async function NewEmbedPage({ searchParams }: QueryProps) {
  const draft = readDraft(await searchParams);
  const ctx = await signedIn(`/embeds/new?${draftQuery(draft)}`);
  if (draft.stats.length === 0) return <NothingToEmbed />;
  const { zone, publishers } = await getTeam(ctx);
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">New embed</h1>
      <p className="mt-1 max-w-prose text-muted">
        A chart for a page, a README or a wall. Whoever sees it sees only this, live, without an account.
      </p>
      <Builder
        ctx={ctx}
        draft={draft}
        teamZone={zone}
        base="/embeds/new"
        save={makeEmbedAction}
        button="Make embed"
        pending="Making…"
        whyNot={ctx.actor.kind === "user" ? whyNotPublish(ctx.actor, publishers) : null}
      />
    </>
  );
}

function NothingToEmbed() {
  return (
    <div className="py-10">
      <h1 className="text-title font-semibold tracking-tight">New embed</h1>
      <p className="mt-2 max-w-prose text-muted">
        Open a stat, or select several and compare them: from there it is one step to an embed of what you see.
      </p>
      <p className="mt-6">
        <Link href="/stats" className={buttonLook("primary")}>
          Your stats
        </Link>
      </p>
    </div>
  );
}
