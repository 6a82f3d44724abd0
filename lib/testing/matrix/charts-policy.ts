import { form, MANAGE, ownForm, ownTeam, page, READ, readsStat, team } from "./may";
import type { Case } from "./policy";

const ANNOTATE = ["ingest", "manage"] as const;
const drawn = (id: string | undefined) => [{ id: String(id), axis: "left" as const }];
const sent = (id: string | undefined) => JSON.stringify(drawn(id));
const size = { width: 12, height: 3 };

/** Who may what of saved charts, dashboards, and notes of what happened. */
export const CHARTS: Record<string, Case[]> = {
  "GET /api/v1/dashboards": [{ may: ownTeam("viewer", READ) }],
  "POST /api/v1/dashboards": [{ may: ownTeam("member", MANAGE), ask: () => ({ body: { name: "fresh" } }) }],
  "GET /api/v1/dashboards/[id]": [
    { may: team("viewer", READ), ids: { id: "dashboard" } },
    { name: "with what another team shares", may: team("viewer", READ), ids: { id: "board" } },
  ],
  "PATCH /api/v1/dashboards/[id]": [
    { may: team("member", MANAGE), ids: { id: "dashboard" }, ask: () => ({ body: { name: "renamed" } }) },
  ],
  "DELETE /api/v1/dashboards/[id]": [{ may: team("member", MANAGE), ids: { id: "dashboard" } }],
  "POST /api/v1/dashboards/[id]/cards": [
    {
      may: team("member", MANAGE),
      ids: { id: "dashboard", stat: "stat" },
      ask: ({ stat }) => ({ body: { title: "fresh", stats: drawn(stat), spec: {}, position: 0, ...size } }),
    },
    {
      name: "of what another team shares",
      may: team("member", MANAGE),
      ids: { id: "dashboard" },
      ask: (_, { seesStat }) => ({ body: { stats: drawn(seesStat) } }),
      reaches: ["chart_stat"],
    },
  ],
  "POST /api/v1/dashboards/[id]/arrange": [
    {
      may: team("member", MANAGE),
      ids: { id: "dashboard" },
      ask: (_, { ids }) => ({ body: { version: 1, cards: [{ id: ids.card, ...size }] } }),
    },
    {
      name: "with a card",
      may: team("member", MANAGE),
      ids: { card: "card" },
      absent: "invalid",
      ask: ({ card }, { ids }) => ({
        params: { id: ids.dashboard },
        body: { version: 1, cards: [{ id: card, ...size }] },
      }),
    },
  ],
  "PATCH /api/v1/cards/[id]": [
    {
      may: team("member", MANAGE),
      ids: { id: "card", stat: "otherStat" },
      ask: ({ stat }) => ({ body: { title: "renamed", stats: drawn(stat), spec: {}, ...size } }),
    },
  ],
  "DELETE /api/v1/cards/[id]": [{ may: team("member", MANAGE), ids: { id: "card" } }],

  "GET /api/v1/annotations": [
    { may: ownTeam("viewer", READ) },
    {
      name: "after a place",
      may: ownTeam("viewer", READ),
      ask: (_, { ids }) => ({
        query: { cursor: Buffer.from(JSON.stringify([4_000_000_000, ids.annotation])).toString("base64url") },
      }),
    },
    ...readsStat({ stat: "stat" }, ({ stat }) => ({ query: { stat_id: String(stat) } })).map((each) => ({
      ...each,
      name: each.name ?? "of a stat",
    })),
  ],
  "POST /api/v1/annotations": [
    { may: ownTeam("member", [...ANNOTATE]), ask: () => ({ body: { text: "fresh" } }) },
    {
      name: "about a stat",
      may: team("member", [...ANNOTATE]),
      ids: { stat: "stat" },
      ask: ({ stat }) => ({ body: { text: "fresh", stat_id: stat } }),
    },
    {
      name: "about what is shared, for one's own team",
      may: { ...team("member", [...ANNOTATE]), guest: "allowed" },
      ids: { stat: "sharedStat" },
      ask: ({ stat }) => ({ body: { text: "fresh", stat_id: stat } }),
    },
    {
      name: "about a stat by its name",
      may: team("member", [...ANNOTATE]),
      ask: (_, { names }) => ({ body: { text: "fresh", stat: names.stat } }),
    },
  ],
  "PATCH /api/v1/annotations/[id]": [
    { may: team("member", MANAGE), ids: { id: "annotation" }, ask: () => ({ body: { text: "renamed" } }) },
    {
      name: "that another team sees",
      may: team("member", MANAGE),
      ids: { id: "seenAnnotation" },
      ask: () => ({ body: { text: "renamed" } }),
    },
  ],
  "DELETE /api/v1/annotations/[id]": [
    { may: team("member", MANAGE), ids: { id: "annotation" } },
    { name: "that another team sees", may: team("member", MANAGE), ids: { id: "seenAnnotation" } },
  ],

  "action app/(web)/annotations annotateAction": [
    { may: ownForm("member"), ask: () => ({ form: { text: "fresh", about: "all" } }), takes: ["at", "until"] },
    {
      name: "about a stat",
      may: form("member"),
      ids: { statId: "stat" },
      ask: ({ statId }) => ({ form: { text: "fresh", statId: String(statId) } }),
      takes: ["at", "until"],
    },
    {
      name: "about what is shared, for one's own team",
      may: { ...form("member"), guest: "allowed" },
      ids: { statId: "sharedStat" },
      ask: ({ statId }) => ({ form: { text: "fresh", statId: String(statId) } }),
      takes: ["at", "until"],
    },
  ],
  "action app/(web)/annotations changeAnnotationAction": [
    {
      may: form("member"),
      ids: { id: "annotation" },
      ask: ({ id }) => ({ form: { id: String(id), text: "renamed", at: "", wasAt: "", until: "", wasUntil: "" } }),
    },
  ],
  "action app/(web)/annotations removeAnnotationAction": [
    { may: form("member"), ids: { id: "annotation" } },
    {
      name: "and back, which is there",
      may: form("member"),
      ids: { id: "annotation" },
      ask: ({ id }) => ({ form: { id: String(id), undo: "1" } }),
      changes: false,
    },
  ],

  "action app/(web)/compare saveComparisonAction": [
    {
      may: form("member"),
      ids: { stat: "stat" },
      ask: ({ stat }) => ({ form: { title: "fresh", stats: sent(stat), spec: "" } }),
    },
    {
      name: "of what is shared",
      may: { ...form("member"), guest: "allowed" },
      ids: { stat: "sharedStat" },
      ask: ({ stat }) => ({ form: { title: "fresh", stats: sent(stat), spec: "" } }),
      reaches: ["chart_stat"],
    },
  ],
  "action app/(web)/compare renameComparisonAction": [
    {
      may: form("member"),
      ids: { id: "comparison" },
      ask: ({ id }) => ({ form: { id: String(id), title: "renamed" } }),
    },
    {
      name: "that is a card",
      may: { ...form("member"), member: "not found", admin: "not found", owner: "not found" },
      ask: (_, { ids }) => ({ form: { id: ids.card, title: "renamed" } }),
    },
  ],
  "action app/(web)/compare deleteComparisonAction": [{ may: form("member"), ids: { id: "comparison" } }],

  "action app/(web)/dashboards createDashboardAction": [
    { may: ownForm("member"), ask: () => ({ form: { name: "fresh" } }) },
  ],
  "action app/(web)/dashboards renameDashboardAction": [
    { may: form("member"), ids: { id: "dashboard" }, ask: ({ id }) => ({ form: { id: String(id), name: "renamed" } }) },
  ],
  "action app/(web)/dashboards deleteDashboardAction": [
    {
      may: form("member"),
      ids: { id: "dashboard" },
      ask: ({ id }, { names }) => ({ form: { id: String(id), name: names.dashboard } }),
    },
  ],
  "action app/(web)/dashboards addCardAction": [
    {
      may: form("member"),
      ids: { id: "dashboard", stat: "stat" },
      ask: ({ id, stat }) => ({ form: cardForm({ id, stat }) }),
      takes: ["width", "height"],
    },
    {
      name: "of what is shared, on a dashboard of another team",
      may: form("member"),
      ids: { id: "dashboard" },
      ask: ({ id }, { ids }) => ({ form: cardForm({ id, stat: ids.sharedStat }) }),
      takes: ["width", "height"],
    },
  ],
  "action app/(web)/dashboards changeCardAction": [
    {
      may: form("member"),
      ids: { id: "card", stat: "otherStat" },
      ask: ({ id, stat }) => ({ form: cardForm({ id, stat }) }),
      takes: ["width", "height"],
    },
  ],
  "action app/(web)/dashboards removeCardAction": [{ may: form("member"), ids: { id: "card" } }],
  "action app/(web)/dashboards restoreCardAction": [
    {
      may: form("member"),
      ids: { id: "dashboard", stat: "stat" },
      ask: ({ id, stat }) => ({
        form: {
          id: String(id),
          removed: JSON.stringify({ title: "back", stats: drawn(stat), query: "", ...size, position: 0 }),
        },
      }),
    },
  ],
  "action app/(web)/dashboards arrangeAction": [
    {
      may: form("member"),
      ids: { id: "dashboard" },
      ask: ({ id }, { ids }) => ({
        form: { id: String(id), version: "1", cards: JSON.stringify([{ id: ids.card, ...size }]) },
      }),
    },
    {
      name: "with a card",
      may: form("member"),
      ids: { card: "card" },
      absent: "invalid",
      ask: ({ card }, { ids }) => ({
        form: { id: ids.dashboard, version: "1", cards: JSON.stringify([{ id: card, ...size }]) },
      }),
    },
  ],
  "action app/(web)/dashboards nudgeCardAction": [
    {
      may: form("member"),
      ids: { id: "dashboard" },
      ask: ({ id }, { ids }) => ({ form: { id: String(id), version: "1", card: ids.card, nudge: "wider" } }),
      // Who may look at dashboards knows which there are.
      knows: { viewer: "id" },
    },
  ],
  "action app/(web)/dashboards addToDashboardAction": [
    {
      may: form("member"),
      ids: { dashboard: "dashboard", stat: "stat" },
      ask: ({ dashboard, stat }) => ({
        form: { dashboard: String(dashboard), name: "", kind: "graph", stats: sent(stat), spec: "" },
      }),
    },
    {
      name: "that is made for it",
      may: form("member"),
      ids: { stat: "stat" },
      ask: ({ stat }) => ({ form: { dashboard: "", name: "fresh", kind: "graph", stats: sent(stat), spec: "" } }),
    },
  ],

  "POST /settings/export/charts": [{ may: ownTeam("admin", MANAGE) }],

  "page /annotations": [{ may: page("viewer", "allowed") }],
  "page /dashboards": [{ may: page("viewer", "allowed") }],
  "page /dashboards/[id]": [
    { may: page("viewer", "not found"), ids: { id: "dashboard" } },
    {
      name: "while it is arranged",
      may: page("viewer", "not found"),
      ids: { id: "board" },
      ask: () => ({ query: { edit: "1" } }),
    },
  ],
  "page /dashboards/[id]/wall": [{ may: page("viewer", "not found"), ids: { id: "board" } }],
  // Who may only look is led to the dashboard.
  "page /dashboards/[id]/cards/new": [{ may: page("viewer", "not found"), ids: { id: "dashboard" } }],
  "page /dashboards/[id]/cards/[card]": [{ may: page("viewer", "not found"), ids: { id: "dashboard", card: "card" } }],
};

/** As the form of a card sends it: each stat is a field of its own. */
function cardForm({ id, stat }: { id?: string; stat?: string }): Record<string, string> {
  const chosen = { [`stat-${stat}`]: "on", [`axis-${stat}`]: "right" };
  return { id: String(id), title: "fresh", ...chosen, kind: "graph", style: "auto", scale: "linear", range: "week" };
}
