import { displayExact } from "@/lib/domain/number";
import { type LinkTarget, linkClosed, type PublicLink } from "@/lib/domain/public-link";
import { embedCode } from "@/lib/presenters/embed/code";
import { type MomentView, momentView } from "./moment";

export type LinkState = "open" | "paused" | "expired";

/** Something public as a page lists it. */
export interface LinkRow {
  id: string;
  /** What it shows, in words. */
  name: string;
  target: LinkTarget;
  /** "Embed", "Public stat", "Public dashboard". */
  what: string;
  state: LinkState;
  /** Where the team sees it: the embed's own page, the stat, the dashboard. */
  href: string;
  /** Where everybody sees it, from the scheme on; empty for those who may not hand it on. */
  address: string;
  /** What is copied to show it elsewhere: the code of an embed's frame, the address of a page. Empty likewise. */
  code: string;
  /** The origins it may be shown on; none is any. */
  origins: string[];
  expires: MomentView | null;
  since: MomentView;
  /** "no views yet", "1 view", "12,345 views". */
  views: string;
  lastViewed: MomentView | null;
}

const WHAT: Record<LinkTarget, string> = {
  chart: "Embed",
  stat: "Public stat",
  dashboard: "Public dashboard",
};

interface Shown {
  /** The address of this instance, without a slash at its end. */
  origin: string;
  now: Date;
  zone: string;
  /** Whether whoever looks may hand the link on. */
  reveals?: boolean;
}

export function linkRow(link: PublicLink, { origin, now, zone, reveals = true }: Shown): LinkRow {
  const address = origin + publicPath(link);
  const code = link.target === "chart" ? embedCode({ origin, link, title: link.name }).iframe : address;
  return {
    id: link.id,
    name: link.name,
    target: link.target,
    what: WHAT[link.target],
    state: linkClosed(link, now) ?? "open",
    href: homeOf(link),
    address: reveals ? address : "",
    code: reveals ? code : "",
    origins: link.origins,
    expires: link.expiresAt === null ? null : momentView(link.expiresAt, now, zone),
    since: momentView(link.createdAt, now, zone),
    views: viewWords(link.views),
    lastViewed: link.lastViewedAt === null ? null : momentView(link.lastViewedAt, now, zone),
  };
}

/** The path at which anybody who has the token sees what a link opens. */
function publicPath({ target, token }: Pick<PublicLink, "target" | "token">): string {
  return target === "chart" ? `/embed/${token}` : `/s/${token}`;
}

function homeOf({ id, target, targetId }: PublicLink): string {
  if (target === "chart") return `/embeds/${id}`;
  return target === "stat" ? `/stats/${targetId}` : `/dashboards/${targetId}`;
}

function viewWords(views: number): string {
  if (views === 0) return "no views yet";
  return views === 1 ? "1 view" : `${displayExact(views)} views`;
}
