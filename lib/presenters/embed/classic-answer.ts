import { type Answer, answerOf } from "./answer";
import { type ClassicData, classicContent } from "./classic-content";
import type { ClassicRequest } from "./classic-request";
import { type ClassicContent, classicScript } from "./classic-script";
import type { Closed } from "./closed";

// A browser runs a script only when it comes with 200: whatever there is to say comes so.

/** The script that shows a chart; `origins` are those that its stats are locked to. */
export function shownScript(asked: ClassicRequest, data: ClassicData, origins: string[]): Answer {
  return scriptAnswer(asked, classicContent(asked, data), { origins });
}

/** The same words for a stat that is not public and for one that there never was. */
export function closedScript(asked: ClassicRequest, closed: Closed): Answer {
  const more = closed === "locked" ? NOT_KEPT : {};
  return scriptAnswer(asked, { note: "This graph is not public" }, { more });
}

/** For a moment's trouble of ours. */
export function awayScript(asked: ClassicRequest): Answer {
  return scriptAnswer(asked, { note: "This graph is away for a moment" }, { more: NOT_KEPT });
}

const NOT_KEPT = { "Cache-Control": "private, no-store" };

function scriptAnswer(
  { divId, look }: ClassicRequest,
  content: ClassicContent,
  { origins = [], more = {} }: { origins?: string[]; more?: Record<string, string> },
): Answer {
  const type = { "Content-Type": "application/javascript; charset=utf-8" };
  return answerOf("none", classicScript(divId, content, look), { origins }, { more: { ...type, ...more } });
}
