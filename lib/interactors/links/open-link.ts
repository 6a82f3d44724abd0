import { type LinkTarget, linkClosed, originAllowed, type PublicLink } from "@/lib/domain/public-link";
import { baseUrl } from "@/lib/env";
import { recallAnswers } from "@/lib/open-answer";
import type { Store } from "@/lib/store/engine/store";
import { findLinkByToken } from "@/lib/store/records/links";
import type { PublicContext } from "./public-context";
import { type Recent, recent } from "./recent";
import { isTicket } from "./ticket";

/** Why a link shows nothing: there is none, or none any more; it was paused; it expired; the page is not among those it
 * is locked to; or what it opens is in the trash. */
export type Closing = "missing" | "paused" | "expired" | "locked" | "empty";

/** What whoever has a token gets to see: nothing, and why, or the link and what it opens. */
export type Opened<T> = { closed: Closing } | ({ closed: null; link: PublicLink } & T);

/** What a browser says of the page on which something is shown. */
export interface Place {
  /** The origin of the page (`https://blog.example.com`); null when nothing was said. */
  origin: string | null;
  /** Whether it goes into a frame: then a browser that says so keeps strangers' pages out by `frame-ancestors`. */
  framed?: boolean;
  /** What an embed that was let in asks for news with. */
  ticket?: string | null;
}

/** Other names for what everybody may try: no more than these is worth a question to the database. */
const TOKEN = /^[0-9A-Za-z]{22,44}$/;
const MOST_LINKS = 5_000;

/** The link of a token and of a kind, unless it is closed. Where it may be shown is for the reader to ask. */
export async function openLink(
  { store, clock }: PublicContext,
  token: string,
  target: LinkTarget,
): Promise<{ closed: Closing } | { closed: null; link: PublicLink }> {
  if (!TOKEN.test(token)) return { closed: "missing" };
  const now = clock.now();
  const link = await links(store).get(token, now.getTime(), () => findLinkByToken(store.pool, token));
  if (link === null || link.target !== target) return { closed: "missing" };
  const closed = linkClosed(link, now);
  return closed === null ? { closed, link } : { closed };
}

/** Whether a link may be shown there: on any page unless it is locked, and always on pages of ours. */
export function mayShow(link: PublicLink, { origin, framed = false, ticket = null }: Place, now: Date): boolean {
  if (originAllowed(link.origins, origin) || origin === new URL(baseUrl()).origin) return true;
  return (framed && origin === null) || (ticket !== null && isTicket(ticket, link, now));
}

/** What this process does to a link holds there at once; elsewhere within four seconds. */
export function forgetLink(store: Store, token: string): void {
  links(store).forget(token);
  recallAnswers();
}

function links(store: Store): Recent<PublicLink | null> {
  return recent<PublicLink | null>(store, "links", MOST_LINKS);
}
