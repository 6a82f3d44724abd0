import type { EmbedLook } from "@/lib/domain/embed-look";
import { element, escapeText } from "@/lib/presenters/chart/markup";
import { embedFrame } from "./code";

export interface OembedRequest {
  /** Null for an address that is no embed's of ours. */
  token: string | null;
  format: "json" | "xml";
  maxWidth: number | null;
  maxHeight: number | null;
}

/** What somebody asks of an embed, as https://oembed.com says. Null for a format that there is not. `origin` is ours. */
export function oembedRequest(query: URLSearchParams, origin: string): OembedRequest | null {
  const format = query.get("format") ?? "json";
  if (format !== "json" && format !== "xml") return null;
  return {
    token: tokenIn(query.get("url") ?? "", origin),
    format,
    maxWidth: most(query.get("maxwidth")),
    maxHeight: most(query.get("maxheight")),
  };
}

function tokenIn(address: string, origin: string): string | null {
  if (!URL.canParse(address)) return null;
  const { host, pathname } = new URL(address);
  const token = /^\/embed\/([0-9A-Za-z]+)(?:\.(?:svg|png|json|csv))?$/.exec(pathname)?.[1] ?? null;
  return host === new URL(origin).host ? token : null;
}

function most(asked: string | null): number | null {
  return asked !== null && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : null;
}

const KEPT_SECONDS = 300;
const THUMBNAIL_SCALE = 2;

interface Told {
  origin: string;
  token: string;
  title: string;
  look: EmbedLook;
}

/** The frame that shows an embed, no larger than asked, with a picture of it. */
export function oembedAnswer(
  { origin, token, title, look }: Told,
  { format, maxWidth, maxHeight }: OembedRequest,
): string {
  const width = Math.min(look.width, maxWidth ?? look.width);
  const height = Math.min(look.height, maxHeight ?? look.height);
  const answer = {
    version: "1.0",
    type: "rich",
    title,
    provider_name: "Statnest",
    provider_url: origin,
    cache_age: KEPT_SECONDS,
    width,
    height,
    html: embedFrame({ origin, token, title, width, height }),
    thumbnail_url: `${origin}/embed/${token}.png?w=${width}&h=${height}&scale=${THUMBNAIL_SCALE}`,
    thumbnail_width: width * THUMBNAIL_SCALE,
    thumbnail_height: height * THUMBNAIL_SCALE,
  };
  if (format === "json") return JSON.stringify(answer);
  const fields = Object.entries(answer).map(([name, value]) => element(name, {}, escapeText(String(value))));
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>${element("oembed", {}, ...fields)}`;
}
