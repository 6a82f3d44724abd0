import { canManageLinks, canPublish, type TeamActor } from "@/lib/domain/can";
import type { PublicLink, Publishers } from "@/lib/domain/public-link";
import { type LinkRow, linkRow } from "./link-row";

/** Whether a stat or a dashboard is public, and what this person may do about it. */
export interface Publishing {
  /** Whether anybody who has its address sees it now. */
  open: boolean;
  /** Its public link, for those who may see it: whoever has it can hand it on. */
  link: LinkRow | null;
  /** Why they may not publish, in a sentence; null when they may. */
  whyNot: string | null;
}

interface Asked {
  actor: TeamActor;
  publishers: Publishers;
  /** The address of this instance, without a slash at its end. */
  origin: string;
  now: Date;
  zone: string;
}

export function publishing(link: PublicLink | null, { actor, publishers, ...shown }: Asked): Publishing {
  const row = link === null ? null : linkRow(link, shown);
  return {
    open: row?.state === "open",
    link: canManageLinks(actor) ? row : null,
    whyNot: whyNotPublish(actor, publishers),
  };
}

/** Null for whoever may publish. */
export function whyNotPublish(actor: TeamActor, publishers: Publishers): string | null {
  if (canPublish(actor, publishers)) return null;
  if (publishers === "nobody") {
    return "Nobody in this team may publish at the moment. An owner or admin can allow it in the settings, under Public.";
  }
  if (publishers === "admins") return "In this team only owners and admins may publish. Ask one of them to do it.";
  return "Your role in this team lets you look. Members and above may publish: ask one of them to do it.";
}

/** Null for whoever may change, pause and revoke what is public. */
export function whyNotManage(actor: TeamActor): string | null {
  return canManageLinks(actor)
    ? null
    : "Your role in this team lets you look. Members and above change what is public.";
}
