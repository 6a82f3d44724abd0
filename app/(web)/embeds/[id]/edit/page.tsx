import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { changeEmbedAction } from "@/app/(web)/embeds/actions";
import { Builder } from "@/app/(web)/embeds/builder";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import type { Query } from "@/app/page-props";
import { Link } from "@/components/ui/link";
import { getLink } from "@/lib/interactors/links/get-link";
import { getTeam } from "@/lib/interactors/team/get-team";
import { draftOf, readDraft } from "@/lib/presenters/view/embed-builder";
import { whyNotManage } from "@/lib/presenters/view/publishing";

export const metadata: Metadata = { title: "Change an embed" };

interface EditEmbedProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

export default async function EditEmbedPage({ params, searchParams }: EditEmbedProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const here = `/embeds/${encodeURIComponent(id)}`;
  const ctx = await signedIn(`${here}/edit`);
  const [{ link, chart }, { zone }] = await Promise.all([orNotFound(getLink(ctx, { id })), getTeam(ctx)]);
  if (chart === null) notFound();
  const draft = query.built === "1" ? readDraft(query) : draftOf(link, chart, zone);
  return (
    <>
      <p className="mb-2 text-small">
        <Link href={here} className="inline-flex min-h-6 items-center text-muted hover:text-ink hover:underline">
          ← {link.name}
        </Link>
      </p>
      <h1 className="text-title font-semibold tracking-tight">Change this embed</h1>
      <p className="mt-1 max-w-prose text-muted">
        The code that is out there stays as it is: pages that show it follow within a minute.
      </p>
      {draft.stats.length === 0 ? (
        <p className="mt-6 max-w-prose text-muted">All stats that it showed are gone. Revoke it, and make another.</p>
      ) : (
        <Builder
          ctx={ctx}
          draft={draft}
          teamZone={zone}
          base={`${here}/edit`}
          save={changeEmbedAction}
          id={id}
          button="Save"
          pending="Saving…"
          whyNot={ctx.actor.kind === "user" ? whyNotManage(ctx.actor) : null}
        />
      )}
    </>
  );
}
