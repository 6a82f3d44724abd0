import { addCardInput } from "@/lib/interactors/dashboards/add-card";
import { arrangeCardsInput } from "@/lib/interactors/dashboards/arrange-cards";
import { changeCardInput } from "@/lib/interactors/dashboards/change-card";
import { createDashboardInput } from "@/lib/interactors/dashboards/create-dashboard";
import { renameDashboardInput } from "@/lib/interactors/dashboards/rename-dashboard";
import { listAnswer } from "@/lib/presenters/http/answers";
import {
  cardAnswer,
  dashboardAnswer,
  fullDashboardAnswer,
  listedDashboardAnswer,
} from "@/lib/presenters/http/dashboard-answers";
import type { Operation } from "@/lib/presenters/http/openapi";

const JSON_BODY = `-H "Content-Type: application/json" -d`;

/** The calls about dashboards and their cards. */
export const dashboardOperations: Operation[] = [
  {
    path: "/dashboards",
    method: "get",
    id: "listDashboards",
    summary: "List the team's dashboards by name",
    description: "All of them: a team has 200 at most.",
    keys: ["read", "manage"],
    answers: { 200: { description: "The dashboards", schema: listAnswer(listedDashboardAnswer) } },
    problems: [401, 403, 429],
    curl: `$URL/dashboards -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/dashboards",
    method: "post",
    id: "createDashboard",
    summary: "Make a dashboard",
    keys: ["manage"],
    body: createDashboardInput,
    answers: { 201: { description: "The dashboard, without cards", schema: dashboardAnswer } },
    problems: [400, 401, 403, 413, 415, 422, 429],
    curl: `-X POST $URL/dashboards -H "Authorization: Bearer $MANAGE_KEY" ${JSON_BODY} '{"name":"Servers"}'`,
  },
  {
    path: "/dashboards/{id}",
    method: "get",
    id: "getDashboard",
    summary: "A dashboard with its cards",
    keys: ["read", "manage"],
    answers: { 200: { description: "The dashboard", schema: fullDashboardAnswer } },
    problems: [401, 403, 404, 429],
    curl: `$URL/dashboards/$ID -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/dashboards/{id}",
    method: "patch",
    id: "renameDashboard",
    summary: "Rename a dashboard",
    keys: ["manage"],
    body: renameDashboardInput.omit({ id: true }),
    answers: { 200: { description: "The dashboard as it is now", schema: dashboardAnswer } },
    problems: [400, 401, 403, 404, 413, 415, 429],
    curl: `-X PATCH $URL/dashboards/$ID -H "Authorization: Bearer $MANAGE_KEY" ${JSON_BODY} '{"name":"Machines"}'`,
  },
  {
    path: "/dashboards/{id}",
    method: "delete",
    id: "deleteDashboard",
    summary: "Delete a dashboard",
    description: "With its cards and its public link, and for good. The stats keep their numbers.",
    keys: ["manage"],
    answers: { 204: { description: "It is gone" } },
    problems: [401, 403, 404, 429],
    curl: `-X DELETE $URL/dashboards/$ID -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/dashboards/{id}/cards",
    method: "post",
    id: "addCard",
    summary: "Put a chart on a dashboard",
    description: "Of one to eight stats that the team sees. It is the last card unless `position` says otherwise.",
    keys: ["manage"],
    body: addCardInput.omit({ id: true }),
    answers: { 201: { description: "The card", schema: cardAnswer } },
    problems: [400, 401, 403, 404, 413, 415, 422, 429],
    curl: `-X POST $URL/dashboards/$ID/cards -H "Authorization: Bearer $MANAGE_KEY" ${JSON_BODY} '{"stats":[{"id":"STAT_ID"}],"spec":{"range":{"preset":"day"}}}'`,
  },
  {
    path: "/dashboards/{id}/arrange",
    method: "post",
    id: "arrangeCards",
    summary: "Give the cards of a dashboard their order and sizes",
    description:
      "Names all cards, in their new order, and the version of the dashboard that was seen. When somebody else changed the dashboard meanwhile the answer is 409 and nothing is moved: get it again, then arrange it.",
    keys: ["manage"],
    body: arrangeCardsInput.omit({ id: true }),
    answers: { 200: { description: "The dashboard with its new version", schema: dashboardAnswer } },
    problems: [400, 401, 403, 404, 409, 413, 415, 429],
    curl: `-X POST $URL/dashboards/$ID/arrange -H "Authorization: Bearer $MANAGE_KEY" ${JSON_BODY} '{"version":2,"cards":[{"id":"CARD_ID","width":12,"height":4}]}'`,
  },
  {
    path: "/cards/{id}",
    method: "patch",
    id: "changeCard",
    summary: "Change a card of a dashboard",
    description: "What is not named stays; a `spec` is named as a whole.",
    keys: ["manage"],
    body: changeCardInput.omit({ id: true }),
    answers: { 200: { description: "The card as it is now", schema: cardAnswer } },
    problems: [400, 401, 403, 404, 413, 415, 429],
    curl: `-X PATCH $URL/cards/$ID -H "Authorization: Bearer $MANAGE_KEY" ${JSON_BODY} '{"title":"Load of the web servers"}'`,
  },
  {
    path: "/cards/{id}",
    method: "delete",
    id: "removeCard",
    summary: "Take a card off its dashboard",
    keys: ["manage"],
    answers: { 204: { description: "It is gone; its stats keep their numbers" } },
    problems: [401, 403, 404, 429],
    curl: `-X DELETE $URL/cards/$ID -H "Authorization: Bearer $MANAGE_KEY"`,
  },
];
