import { shownOrigin } from "@/app/origin";
import { PublishPanel } from "@/components/embeds/publish-panel";
import type { Context } from "@/lib/context";
import { listLinks } from "@/lib/interactors/links/list-links";
import { getTeam } from "@/lib/interactors/team/get-team";
import { publishing } from "@/lib/presenters/view/publishing";
import {
  pauseLinkAction,
  publishDashboardAction,
  publishStatAction,
  resumeLinkAction,
  revokeLinkAction,
} from "./actions";

interface PublishButtonProps {
  /** Of somebody signed in. */
  ctx: Context;
  what: "stat" | "dashboard";
  /** The id of the stat or dashboard, which is the team's own. */
  id: string;
}

/** Makes a stat or a dashboard public, or says where it is and takes it back. */
export async function PublishButton({ ctx, what, id }: PublishButtonProps) {
  if (ctx.actor.kind !== "user") return null;
  const [links, team, origin] = await Promise.all([listLinks(ctx), getTeam(ctx), shownOrigin()]);
  const link = links.find((each) => each.target === what && each.targetId === id) ?? null;
  const { publishers, zone } = team;
  return (
    <PublishPanel
      of={publishing(link, { actor: ctx.actor, publishers, origin, now: ctx.clock.now(), zone })}
      what={what}
      id={id}
      publish={what === "stat" ? publishStatAction : publishDashboardAction}
      links={{ pause: pauseLinkAction, resume: resumeLinkAction, revoke: revokeLinkAction }}
    />
  );
}
