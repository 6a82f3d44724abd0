import type { Metadata } from "next";
import { signedIn } from "@/app/(web)/signed-in";
import { shownOrigin } from "@/app/origin";
import type { QueryProps } from "@/app/page-props";
import { LinkList } from "@/components/embeds/link-list";
import { NothingPublic } from "@/components/embeds/nothing-public";
import { PauseEverything } from "@/components/embeds/pause-everything";
import { PublishersFact, PublishersForm } from "@/components/embeds/publishers-form";
import { Section } from "@/components/ui/section";
import { canManageLinks, canManageTeam } from "@/lib/domain/can";
import { listLinks } from "@/lib/interactors/links/list-links";
import { getTeam } from "@/lib/interactors/team/get-team";
import { linkRow } from "@/lib/presenters/view/link-row";
import {
  pauseAllLinksAction,
  pauseLinkAction,
  resumeLinkAction,
  revokeLinkAction,
  savePublishersAction,
} from "./actions";

export const metadata: Metadata = { title: "Public" };

export default async function PublicPage({ searchParams }: QueryProps) {
  const ctx = await signedIn("/settings/public");
  const [query, team, links, origin] = await Promise.all([searchParams, getTeam(ctx), listLinks(ctx), shownOrigin()]);
  const { actor } = ctx;
  const manages = actor.kind === "user" && canManageLinks(actor);
  const rows = links.map((link) => linkRow(link, { origin, now: ctx.clock.now(), zone: team.zone, reveals: manages }));
  const live = rows.filter(({ state }) => state === "open").length;
  return (
    <>
      <Section
        title="Who may publish"
        about="Embeds and public pages show numbers of the team to people without an account."
      >
        {actor.kind === "user" && canManageTeam(actor) ? (
          <PublishersForm publishers={team.publishers} save={savePublishersAction} />
        ) : (
          <PublishersFact publishers={team.publishers} />
        )}
      </Section>
      <Section title="Everything public" about="All that anybody outside can see, the newest first.">
        {query.revoked === "1" && (
          <p role="status" className="rounded-small border-l-4 border-good bg-wash px-3 py-2">
            Revoked. Nobody sees it any more.
          </p>
        )}
        {rows.length === 0 ? (
          <NothingPublic />
        ) : (
          <>
            {manages && <PauseEverything live={live} pause={pauseAllLinksAction} />}
            <LinkList
              rows={rows}
              actions={manages ? { pause: pauseLinkAction, resume: resumeLinkAction, revoke: revokeLinkAction } : null}
            />
          </>
        )}
      </Section>
    </>
  );
}
