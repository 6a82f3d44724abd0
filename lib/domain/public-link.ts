import type { EmbedLook } from "./embed-look";

/** What a link opens: an embed's chart at /embed/TOKEN, a stat or a dashboard at /s/TOKEN. */
export type LinkTarget = "chart" | "stat" | "dashboard";

/** Who of a team may show its numbers to people outside. */
export const PUBLISHERS = ["admins", "members", "nobody"] as const;
export type Publishers = (typeof PUBLISHERS)[number];

export const MAX_ORIGINS = 20;

/** Lets anybody who has the token see one thing. A link that was revoked is gone. */
export interface PublicLink {
  id: string;
  /** 22 base62 characters, 131 bits. */
  token: string;
  teamId: string;
  target: LinkTarget;
  /** The id of the saved chart or of the dashboard, or the public id of the stat. */
  targetId: string;
  /** What it opens, in words. */
  name: string;
  look: EmbedLook;
  /** Only pages of these origins may show it (`https://blog.example.com`); none is any. */
  origins: string[];
  createdAt: Date;
  pausedAt: Date | null;
  expiresAt: Date | null;
  views: number;
  lastViewedAt: Date | null;
}

/** Why a link shows nothing at the moment; null when it shows what it opens. */
export function linkClosed(
  { pausedAt, expiresAt }: Pick<PublicLink, "pausedAt" | "expiresAt">,
  now: Date,
): "paused" | "expired" | null {
  if (pausedAt !== null) return "paused";
  return expiresAt !== null && expiresAt <= now ? "expired" : null;
}

/**
 * An origin as a browser writes it: `https://blog.example.com`, with its port unless it is the scheme's own. `*.` in
 * front of the host stands for all below it. Null when it is none.
 */
export function parseOrigin(raw: string): string | null {
  const match = /^(https?):\/\/(\*\.)?([^/?#\s*@]+)\/?$/i.exec(raw.trim());
  if (match === null) return null;
  const [, scheme = "", wild = "", host = ""] = match;
  if (!URL.canParse(`${scheme}://${host}`)) return null;
  const url = new URL(`${scheme}://${host}`);
  if (/[;,'"]/.test(url.host) || url.username !== "") return null;
  return `${url.protocol}//${wild}${url.host}`;
}

/** Whether a page of `origin` may show what is locked to these. No lock lets all in. */
export function originAllowed(origins: string[], origin: string | null): boolean {
  if (origins.length === 0) return true;
  if (origin === null) return false;
  return origins.some((allowed) => {
    const [scheme, host = ""] = allowed.split("//");
    if (!host.startsWith("*.")) return allowed === origin;
    return origin.startsWith(`${scheme}//`) && origin.endsWith(host.slice(1));
  });
}
