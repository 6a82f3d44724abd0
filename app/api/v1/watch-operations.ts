import { setWatchInput } from "@/lib/interactors/alerts/watch-team";
import type { Operation } from "@/lib/presenters/http/openapi";
import { watchAnswer } from "@/lib/presenters/http/watch-answers";

/** The calls about the watch over all stats. */
export const watchOperations: Operation[] = [
  {
    path: "/watch",
    method: "get",
    id: "getWatch",
    summary: "The watch over all stats",
    keys: ["read", "manage"],
    answers: { 200: { description: "The watch, and what is to be expected of it", schema: watchAnswer } },
    problems: [401, 403, 429],
    curl: `$URL/watch -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/watch",
    method: "patch",
    id: "setWatch",
    summary: "Watch all stats for what is unusual, or stop",
    description:
      "It is kept as one alert on every stat, which goes when the watch is switched off. Each stat is made as sensitive as its past allows, so that all of them together ring at most as often in a week as the budget says.",
    keys: ["manage"],
    body: setWatchInput,
    answers: { 200: { description: "The watch as it is now", schema: watchAnswer } },
    problems: [400, 401, 403, 404, 413, 415, 429],
    curl: `-X PATCH $URL/watch -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"on":true,"budget_per_week":5}'`,
  },
];
