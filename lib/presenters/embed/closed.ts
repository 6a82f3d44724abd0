import type { EmbedLook } from "@/lib/domain/embed-look";
import { badgeSvg } from "@/lib/presenters/chart/badge";
import { escapeText } from "@/lib/presenters/chart/markup";
import { placeholderPicture } from "@/lib/presenters/chart/placeholder";
import { renderPng } from "@/lib/presenters/chart/png";
import { type Answer, answerOf } from "./answer";
import { settledTheme } from "./look";
import { EMBED_STYLE } from "./style";

/** Why nothing is shown. */
export type Closed = "missing" | "paused" | "expired" | "locked" | "empty";

interface Words {
  status: 403 | 404 | 410;
  title: string;
  detail: string;
  /** For a badge. */
  short: string;
}

/** None of them tells what there would be to see. */
const WORDS: Record<Closed, Words> = {
  missing: {
    status: 404,
    title: "Nothing here",
    detail: "This embed does not exist, or was taken back.",
    short: "not found",
  },
  empty: { status: 404, title: "Nothing to show", detail: "What this embed showed is gone.", short: "not found" },
  paused: {
    status: 403,
    title: "Paused",
    detail: "Whoever shared this has paused it. It may come back.",
    short: "paused",
  },
  expired: { status: 410, title: "Expired", detail: "This was shared for a time that is over.", short: "expired" },
  locked: {
    status: 403,
    title: "Not on this page",
    detail: "This may only be shown on the pages it was made for.",
    short: "not on this page",
  },
};

/** A placeholder tells nothing, so it may be shown anywhere. */
const ANYWHERE = { origins: [] };

/** Says on each surface, readably, that there is nothing to see and why. What is locked is kept by nobody. */
export async function closedAnswer(
  surface: "page" | "fragment" | "svg" | "png" | "json" | "csv",
  closed: Closed,
  look: EmbedLook,
  scale: number,
): Promise<Answer> {
  const { status, title, detail } = WORDS[closed];
  const more = keptFor(closed);
  const picture = { title, detail, width: look.width, height: look.height };
  switch (surface) {
    case "page":
    case "fragment":
      return answerOf("page", closedPage(WORDS[closed], look), ANYWHERE, { status, more });
    case "svg":
      return answerOf("svg", placeholderPicture({ ...picture, theme: look.theme }), ANYWHERE, { status, more });
    case "png": {
      const svg = placeholderPicture({ ...picture, theme: settledTheme(look.theme) });
      return answerOf("png", new Uint8Array(await renderPng(svg, scale)), ANYWHERE, { status, more });
    }
    default:
      return closedProblem(closed);
  }
}

/** The same for whoever asked for data. */
export function closedProblem(closed: Closed): Answer {
  const { status, title, detail } = WORDS[closed];
  const body = JSON.stringify({ type: "about:blank", title, status, detail });
  const more = keptFor(closed);
  return answerOf("problem", body, ANYWHERE, { status, more });
}

/** The same as a badge. */
export function closedBadge(closed: Closed, theme: EmbedLook["theme"]): Answer {
  const { status, short } = WORDS[closed];
  return answerOf("svg", badgeSvg({ label: "statnest", value: short, theme }), ANYWHERE, {
    status,
    more: keptFor(closed),
  });
}

/** What is locked is told from page to page; all else is the same for everybody, and may soon be otherwise. */
function keptFor(closed: Closed): Record<string, string> {
  return { "Cache-Control": closed === "locked" ? "private, no-store" : "public, max-age=15" };
}

function closedPage({ title, detail }: Words, { theme }: EmbedLook): string {
  const chosen = theme === "auto" ? "" : ` data-theme="${theme}"`;
  return `<!doctype html><html lang="en"${chosen}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeText(title)} · Statnest</title><link rel="icon" href="data:,"><style>${EMBED_STYLE}</style></head><body><main class="no"><h1>${escapeText(title)}</h1><p>${escapeText(detail)}</p></main></body></html>`;
}
