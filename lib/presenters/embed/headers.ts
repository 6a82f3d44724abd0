import { PICTURE_STYLE } from "@/lib/presenters/chart/picture";
import { EMBED_SCRIPT_SOURCE } from "./script";
import { sourceHash } from "./source-hash";
import { EMBED_STYLE_SOURCE } from "./style";

/** What an answer for pages of other sites is. `fragment` is the part of an embed page that changes. */
export type Surface = "page" | "fragment" | "svg" | "png" | "json" | "csv" | "xml" | "problem" | "none";

/** Who may frame an answer, and how long it may be kept. */
export interface Reach {
  /** The only pages that may show it; empty is any. */
  origins: string[];
  /** Where an embed page asks for news: in a sandbox nothing is its `'self'`. */
  connect?: string;
}

/** Short enough that what was revoked is gone within a minute everywhere. */
const KEPT = "public, max-age=15, stale-while-revalidate=45";
const KEPT_PRIVATELY = "private, no-store";

const TYPES: Record<Exclude<Surface, "none">, string> = {
  page: "text/html; charset=utf-8",
  fragment: "text/html; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
  png: "image/png",
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8; header=present",
  xml: "text/xml; charset=utf-8",
  problem: "application/problem+json",
};

const PICTURE_SOURCE = sourceHash(PICTURE_STYLE);
/** Of everybody but what a locked embed is locked to. */
const SHUT = ["base-uri 'none'", "form-action 'none'"];

/**
 * All headers of an answer that pages of other sites may show: it sets no cookie and reads none, runs nothing but the
 * script of embed pages, and is for no search engine. What is locked to some pages is kept by nobody on the way.
 */
export function embedHeaders(surface: Surface, { origins, connect }: Reach): Record<string, string> {
  const locked = origins.length > 0;
  return {
    ...(surface === "none" ? {} : { "Content-Type": TYPES[surface] }),
    "Content-Security-Policy": [
      "default-src 'none'",
      ...sources(surface, connect),
      ...SHUT,
      `frame-ancestors ${locked ? ["'self'", ...origins].join(" ") : "*"}`,
      ...(surface === "page" ? [] : ["sandbox"]),
    ].join("; "),
    "Cache-Control": locked ? KEPT_PRIVATELY : KEPT,
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
  };
}

function sources(surface: Surface, connect: string | undefined): string[] {
  if (surface === "svg") return [`style-src ${PICTURE_SOURCE}`];
  if (surface !== "page") return [];
  return [
    `style-src ${EMBED_STYLE_SOURCE}`,
    `script-src ${EMBED_SCRIPT_SOURCE}`,
    ...(connect === undefined ? [] : [`connect-src 'self' ${connect}`]),
    "img-src data:",
  ];
}
