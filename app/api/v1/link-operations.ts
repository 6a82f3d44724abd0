import { z } from "zod";
import { changeLinkInput } from "@/lib/interactors/links/change-link";
import { makeEmbedInput } from "@/lib/interactors/links/make-embed";
import { publishDashboardInput } from "@/lib/interactors/links/publish-dashboard";
import { publishStatInput } from "@/lib/interactors/links/publish-stat";
import { listAnswer } from "@/lib/presenters/http/answers";
import { linkAnswer, linkWithChartAnswer } from "@/lib/presenters/http/link-answers";
import type { Operation } from "@/lib/presenters/http/openapi";

/** The calls about what is public: embeds, and pages of stats and dashboards. */
export const linkOperations: Operation[] = [
  {
    path: "/links",
    method: "get",
    id: "listLinks",
    summary: "List everything public, newest first",
    description:
      "Embeds and public pages, paused and expired ones too. `token` and `url` are only told to manage keys and to people who may publish.",
    keys: ["read", "manage"],
    answers: { 200: { description: "All of them, a thousand at the most", schema: listAnswer(linkAnswer) } },
    problems: [401, 403, 429],
    curl: `$URL/links -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/links",
    method: "post",
    id: "makeLink",
    summary: "Make an embed, or a public page of a stat or a dashboard",
    description:
      "An embed is a chart of up to eight of the team's own stats at /embed/TOKEN, and as .svg, .png, .json and .csv. With `stat_id` or `dashboard_id` that is public at /s/TOKEN; it has one link, which is opened again if it was paused. The team's switch says who may.",
    keys: ["manage"],
    body: z.union([makeEmbedInput, publishStatInput, publishDashboardInput]),
    answers: { 201: { description: "The link", schema: linkWithChartAnswer } },
    problems: [400, 401, 403, 404, 413, 415, 422, 429],
    curl: `-X POST $URL/links -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"stats":[{"id":"ID"}],"spec":{"range":{"preset":"week"},"compare":"1w"},"look":{"theme":"auto"}}'`,
  },
  {
    path: "/links/{id}",
    method: "get",
    id: "getLink",
    summary: "One link, with what an embed draws",
    keys: ["read", "manage"],
    answers: { 200: { description: "The link", schema: linkWithChartAnswer } },
    problems: [401, 403, 404, 429],
    curl: `$URL/links/$ID -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/links/{id}",
    method: "patch",
    id: "changeLink",
    summary: "Change what a link shows, where, and until when",
    description:
      "What is not named stays, and so does the token: pages that show an embed follow within a minute. `spec` is replaced as a whole; `stats`, `title`, `spec` and `look` are only an embed's.",
    keys: ["manage"],
    body: changeLinkInput.omit({ id: true }),
    answers: { 200: { description: "The link as it is now", schema: linkWithChartAnswer } },
    problems: [400, 401, 403, 404, 413, 415, 422, 429],
    curl: `-X PATCH $URL/links/$ID -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"origins":["https://blog.example.com"]}'`,
  },
  {
    path: "/links/{id}",
    method: "delete",
    id: "revokeLink",
    summary: "Revoke a link for good",
    description: "Its token opens nothing from then on, in caches within a minute. To stop it for a while, pause it.",
    keys: ["manage"],
    answers: { 204: { description: "It is gone" } },
    problems: [401, 403, 404, 429],
    curl: `-X DELETE $URL/links/$ID -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/links/{id}/pause",
    method: "post",
    id: "pauseLink",
    summary: "Close a link until it is resumed",
    keys: ["manage"],
    answers: { 200: { description: "The link", schema: linkAnswer } },
    problems: [401, 403, 404, 429],
    curl: `-X POST $URL/links/$ID/pause -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/links/{id}/resume",
    method: "post",
    id: "resumeLink",
    summary: "Open a link that was paused",
    keys: ["manage"],
    answers: { 200: { description: "The link", schema: linkAnswer } },
    problems: [401, 403, 404, 429],
    curl: `-X POST $URL/links/$ID/resume -H "Authorization: Bearer $MANAGE_KEY"`,
  },
];
