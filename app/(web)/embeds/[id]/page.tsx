import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { revokeEmbedAction } from "@/app/(web)/embeds/actions";
import { pauseLinkAction, resumeLinkAction } from "@/app/(web)/settings/public/actions";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import { shownOrigin } from "@/app/origin";
import type { Query } from "@/app/page-props";
import { EmbedFacts } from "@/components/embeds/embed-facts";
import { LiveEmbed } from "@/components/embeds/live-embed";
import { CodeTabs } from "@/components/ui/code-tabs";
import { Section } from "@/components/ui/section";
import { canManageLinks } from "@/lib/domain/can";
import { getLink } from "@/lib/interactors/links/get-link";
import { getTeam } from "@/lib/interactors/team/get-team";
import { embedSnippets } from "@/lib/presenters/view/embed-snippets";
import { linkRow } from "@/lib/presenters/view/link-row";

interface EmbedPageProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

export async function generateMetadata({ params }: EmbedPageProps): Promise<Metadata> {
  const { id } = await params;
  const ctx = await signedIn(`/embeds/${encodeURIComponent(id)}`);
  return { title: (await orNotFound(getLink(ctx, { id }))).link.name };
}

export default async function EmbedPage({ params, searchParams }: EmbedPageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/embeds/${encodeURIComponent(id)}`);
  const [{ link }, team, origin] = await Promise.all([orNotFound(getLink(ctx, { id })), getTeam(ctx), shownOrigin()]);
  if (link.target !== "chart") notFound();
  const manages = ctx.actor.kind === "user" && canManageLinks(ctx.actor);
  const row = linkRow(link, { origin, now: ctx.clock.now(), zone: team.zone, reveals: manages });
  const links = { pause: pauseLinkAction, resume: resumeLinkAction, revoke: revokeEmbedAction };
  return (
    <>
      <EmbedFacts row={row} actions={manages ? links : null} news={newsOf(query)} />
      {manages ? (
        <>
          <Section title="Code" about="Take what fits: they all show this embed and follow what you change.">
            <CodeTabs label="Ways to embed it" snippets={embedSnippets(link, origin)} />
          </Section>
          <Section title="As others see it" about="Live: numbers that arrive appear here as they do there.">
            <LiveEmbed name={link.name} token={link.token} look={link.look} />
          </Section>
        </>
      ) : (
        <p className="mt-8 max-w-prose text-muted">
          Your role in this team lets you look. Members and above copy its code and change it.
        </p>
      )}
    </>
  );
}

function newsOf(query: Awaited<Query>): string | null {
  if (query.made === "1") return "Your embed is live. Copy its code to where it should be seen.";
  return query.saved === "1" ? "Saved. What is out there follows within a minute." : null;
}
