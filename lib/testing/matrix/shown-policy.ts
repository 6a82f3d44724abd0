import { everybody, form, MANAGE, ownForm, ownTeam, page, READ, statForm, team } from "./may";
import type { Case } from "./policy";
import type { Tenant } from "./tenant";

/** What left's links show to whoever has their token. */
const shown: Case["tells"] = (_, { canaries, ids }) => [canaries.shown, ids.openStat];

/** Whoever has a token sees what it opens, nobody sees more, and a token that is closed or nobody's opens nothing. */
function byToken(of: keyof Tenant["opening"], ask: (token: string) => ReturnType<NonNullable<Case["ask"]>>): Case[] {
  return [
    { may: everybody("allowed"), ask: (_, { opening }) => ask(opening[of]), tells: shown },
    { name: "with a token that nobody has", may: everybody("not found"), ask: () => ask("0".repeat(22)) },
  ];
}

/** The same on a surface of embeds, with one that is closed. */
function embedded(...endings: string[]): Case[] {
  return endings.flatMap((ending) =>
    [
      ...byToken("embed", (token) => ({ params: { file: `${token}${ending}` } })),
      {
        name: "that has expired",
        may: everybody("status 410"),
        ask: (_: object, { opening }: Tenant) => ({ params: { file: `${opening.over}${ending}` } }),
      },
      {
        name: "of a page",
        may: everybody("not found"),
        ask: (_: object, { opening }: Tenant) => ({ params: { file: `${opening.board}${ending}` } }),
      },
    ].map((each) => ({ ...each, name: [ending, "name" in each ? each.name : ""].filter(Boolean).join(" ") })),
  );
}

/** What is behind a public page, of a stat: a dashboard's has a picture alone. */
const behindPage = (dashboard: "allowed" | "not found"): Case[] => [
  ...byToken("stat", (token) => ({ params: { token } })),
  {
    name: "of a dashboard",
    may: everybody(dashboard),
    ask: (_, { opening }) => ({ params: { token: opening.board } }),
    tells: shown,
  },
  {
    name: "of a dashboard that is paused",
    may: everybody("forbidden"),
    ask: (_, { opening }) => ({ params: { token: opening.paused } }),
  },
];

const publishes = (ids: Case["ids"], ask?: Case["ask"]): Case[] => {
  const [place = ""] = Object.keys(ids ?? {});
  return [
    { may: team("member", MANAGE), ids, ask },
    {
      name: "of what is shared",
      may: { ...team("member", MANAGE), guest: "forbidden" },
      ids: { [place]: "sharedStat" },
      ask,
      knows: { guest: place },
    },
  ];
};

/** Who may show what to people outside, and what they see. */
export const SHOWN: Record<string, Case[]> = {
  "GET /api/v1/links": [{ may: ownTeam("viewer", READ) }],
  "POST /api/v1/links": [
    ...publishes({ stat: "stat" }, ({ stat }) => ({ body: { stats: [{ id: stat }], title: "fresh" } })),
    ...publishes({ stat: "stat" }, ({ stat }) => ({ body: { stat_id: stat } })).map((each) => ({
      ...each,
      name: `to a stat ${each.name ?? ""}`.trim(),
    })),
    {
      name: "to a dashboard",
      may: team("member", MANAGE),
      ids: { dashboard: "dashboard" },
      ask: ({ dashboard }) => ({ body: { dashboard_id: dashboard } }),
    },
  ],
  "GET /api/v1/links/[id]": [
    { may: team("viewer", READ), ids: { id: "embed" } },
    { name: "to a dashboard", may: team("viewer", READ), ids: { id: "boardLink" } },
  ],
  "PATCH /api/v1/links/[id]": [
    {
      may: team("member", MANAGE),
      ids: { id: "embed", stat: "stat" },
      ask: ({ stat }) => ({
        body: {
          stats: [{ id: stat }],
          title: "renamed",
          origins: ["https://blog.example.com"],
          look: { theme: "dark" },
        },
      }),
    },
    {
      name: "to show what another team shares",
      may: {
        ...team("member", MANAGE),
        member: "forbidden",
        admin: "forbidden",
        owner: "forbidden",
        manage: "forbidden",
      },
      ids: { id: "embed" },
      ask: (_, { seesStat }) => ({ body: { stats: [{ id: seesStat }] } }),
      knows: { member: "id", admin: "id", owner: "id", manage: "id" },
    },
  ],
  "DELETE /api/v1/links/[id]": [
    { may: team("member", MANAGE), ids: { id: "embed" } },
    { name: "to a stat", may: team("member", MANAGE), ids: { id: "statLink" } },
  ],
  "POST /api/v1/links/[id]/pause": [{ may: team("member", MANAGE), ids: { id: "statLink" } }],
  "POST /api/v1/links/[id]/resume": [{ may: team("member", MANAGE), ids: { id: "pausedLink" } }],

  "action app/(web)/embeds makeEmbedAction": [
    { may: form("member"), ids: { stat: "stat" }, ask: ({ stat }) => ({ form: { query: `stats=${stat}` } }) },
    {
      name: "of what is shared",
      may: { ...form("member"), guest: "forbidden" },
      ids: { stat: "sharedStat" },
      ask: ({ stat }) => ({ form: { query: `stats=${stat}` } }),
      knows: { guest: "stat" },
    },
  ],
  "action app/(web)/embeds changeEmbedAction": [
    {
      may: form("member"),
      ids: { id: "embed", stat: "stat" },
      ask: ({ id, stat }) => ({ form: { id: String(id), query: `stats=${stat}&title=renamed` } }),
      // Who may look at embeds knows which there are.
      knows: { viewer: "id" },
    },
  ],
  "action app/(web)/embeds revokeEmbedAction": [{ may: form("member"), ids: { id: "embed" } }],
  "action app/(web)/settings/public publishStatAction": statForm({ id: "stat" }),
  "action app/(web)/settings/public publishDashboardAction": [{ may: form("member"), ids: { id: "dashboard" } }],
  "action app/(web)/settings/public pauseLinkAction": [{ may: form("member"), ids: { id: "embed" } }],
  "action app/(web)/settings/public resumeLinkAction": [{ may: form("member"), ids: { id: "pausedLink" } }],
  "action app/(web)/settings/public revokeLinkAction": [{ may: form("member"), ids: { id: "boardLink" } }],
  "action app/(web)/settings/public pauseAllLinksAction": [{ may: ownForm("member") }],
  "action app/(web)/settings/public savePublishersAction": [
    { may: ownForm("admin"), ask: () => ({ form: { publishers: "admins" } }) },
  ],

  "GET /embed/[file]": embedded("", ".svg", ".json", ".csv", ".png"),
  "GET /badge/[file]": embedded(".svg", ".json"),
  "GET /oembed": byToken("embed", (token) => ({ query: { url: `http://localhost:3000/embed/${token}` } })),
  // StatHat's own: by the id of a stat. A browser runs a script only when it comes with 200, so a stat that is not
  // public is told so from a script, in the words of one that is not there.
  "GET /embed/[file]/[...stats]": [
    {
      may: everybody("allowed"),
      ask: (_, { ids }) => ({ params: { file: "graph", stats: [ids.openStat] } }),
      tells: shown,
    },
    {
      name: "of a stat that is not public",
      may: everybody("allowed"),
      ids: { stats: "stat" },
      absent: "allowed",
      ask: ({ stats }) => ({ params: { file: "table", stats: [String(stats)] } }),
    },
  ],
  "GET /stats/[id]/csv/[range]": [
    {
      may: { ...team("viewer", READ), anonymous: "not found" },
      ids: { id: "stat" },
      ask: ({ id }) => ({ params: { id: String(id), range: "week" } }),
    },
    {
      name: "that is public",
      may: { ...everybody("allowed"), revoked: "unauthenticated", expired: "unauthenticated" },
      ask: (_, { ids }) => ({ params: { id: ids.openStat, range: "week" } }),
    },
  ],
  "GET /s/[token]/data.json": behindPage("not found"),
  "GET /s/[token]/data.csv": behindPage("not found"),
  "GET /s/[token]/image.png": behindPage("allowed"),
  "GET /s/[token]/oembed.json": behindPage("allowed"),

  "page /s/[token]": [
    ...byToken("stat", (token) => ({ params: { token } })),
    {
      name: "of a dashboard",
      may: everybody("allowed"),
      ask: (_, { opening }) => ({ params: { token: opening.board } }),
      tells: (_, { canaries, ids }) => [canaries.shown, ids.openStat, ids.board, ids.openCard, ids.seenCard],
    },
  ],
  "page /embeds/new": [
    {
      may: page("viewer", "not found"),
      ids: { stat: "stat" },
      ask: ({ stat }) => ({ query: { stats: String(stat) } }),
    },
  ],
  "page /embeds/[id]": [{ may: page("viewer", "not found"), ids: { id: "embed" } }],
  "page /embeds/[id]/edit": [{ may: page("viewer", "not found"), ids: { id: "embed" } }],
  "page /settings/public": [{ may: page("viewer", "allowed") }],
};
