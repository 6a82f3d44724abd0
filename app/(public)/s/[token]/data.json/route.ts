import { readAsked } from "@/app/(public)/s/[token]/read-asked";
import { shownChart } from "@/app/(public)/s/[token]/read-public";
import { publicRoute } from "@/app/embed/public-route";
import { answerOf } from "@/lib/presenters/embed/answer";
import { closedProblem } from "@/lib/presenters/embed/closed";
import { embedJson } from "@/lib/presenters/embed/data";

/** The numbers of a public stat, over the range that its page shows. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute(async (asked) => {
  const found = await readAsked(asked);
  const chart = shownChart(found);
  if (chart === null) return { answer: closedProblem(found.opens === "nothing" ? found.closed : "missing") };
  return { answer: answerOf("json", embedJson(chart), { origins: [] }) };
});
