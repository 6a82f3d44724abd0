import { everybody, MANAGE, ownTeam, READ, readsStat, team } from "./may";
import type { Case } from "./policy";

const RULE = { kind: "value", operator: "gt", threshold: 5, time_window: "1h" };

/** As StatHat's clients ask, with a key in the address: a session is nobody there. */
function byToken(may: Partial<Case["may"]>, more: Omit<Case, "may"> = {}): Case[] {
  const all = { ...everybody("unauthenticated"), ingest: "forbidden", read: "allowed", manage: "allowed" } as const;
  const { ask, ...rest } = more;
  return [
    {
      may: { ...all, ...may },
      ...rest,
      ask: (ids, left, key) => ({ ...ask?.(ids, left, key), params: { ...ids, token: key ?? "nobody's" } }),
    },
  ];
}

/** The same with the key as the user of HTTP Basic. */
function byUser(may: Partial<Case["may"]>, more: Omit<Case, "may"> = {}): Case[] {
  const [each] = byToken(may, more) as [Case];
  return [
    {
      ...each,
      ask: (ids, left, key) => ({
        ...more.ask?.(ids, left, key),
        params: ids,
        headers: { authorization: `Basic ${Buffer.from(`${key ?? "nobody's"}:`).toString("base64")}` },
      }),
    },
  ];
}

const changesNothing = (cases: Case[]): Case[] => cases.map((each) => ({ ...each, changes: false }));

/** StatHat's calls, the same under both of its addresses. */
function stathat(path: string, of: typeof byToken): Record<string, Case[]> {
  const onlyManage = { read: "forbidden" } as const;
  return {
    [`GET ${path}`]: of({}),
    [`POST ${path}`]: of(onlyManage, {
      ids: { stat: "stat" },
      ask: ({ stat }) => ({ body: { stat_id: stat, ...RULE } }),
    }),
    [`GET ${path}/[id]`]: of({}, { ids: { id: "alert" } }),
    [`DELETE ${path}/[id]`]: of(onlyManage, { ids: { id: "alert" } }),
  };
}

/** Who may what of alerts. */
export const ALERTS: Record<string, Case[]> = {
  "GET /api/v1/alerts": [
    { may: ownTeam("viewer", READ) },
    {
      name: "after a place",
      may: ownTeam("viewer", READ),
      ask: (_, { ids }) => ({
        query: { cursor: Buffer.from(`["-created_at",0,4000000000000,"${ids.annotation}"]`).toString("base64url") },
      }),
    },
    ...readsStat({ stat: "stat" }, ({ stat }) => ({ query: { stat_id: String(stat) } })).map((each) => ({
      ...each,
      name: each.name ?? "of a stat",
    })),
  ],
  "POST /api/v1/alerts": [
    {
      may: team("member", MANAGE),
      ids: { stat: "stat" },
      ask: ({ stat }) => ({ body: { stat_id: stat, ...RULE, name: "fresh", channels: [] } }),
    },
    {
      name: "on what is shared, for one's own team",
      may: { ...team("member", MANAGE), guest: "allowed" },
      ids: { stat: "sharedStat" },
      ask: ({ stat }) => ({ body: { stat_id: stat, ...RULE } }),
      reaches: ["alert_standing"],
    },
    {
      name: "on a pattern",
      may: ownTeam("member", MANAGE),
      ask: () => ({ body: { pattern: "*", ...RULE } }),
      reaches: ["alert_standing"],
    },
  ],
  "POST /api/v1/alerts/backtest": changesNothing([
    ...readsStat({ stat: "stat" }, ({ stat }) => ({ body: { stat_id: stat, ...RULE } })),
    {
      name: "of a saved one",
      may: team("viewer", READ),
      ids: { alert: "alert" },
      ask: ({ alert }) => ({ body: { alert_id: alert } }),
    },
    { name: "of a pattern", may: ownTeam("viewer", READ), ask: () => ({ body: { pattern: "*", ...RULE } }) },
  ]),
  "GET /api/v1/alerts/[id]": [{ may: team("viewer", READ), ids: { id: "alert" } }],
  "PATCH /api/v1/alerts/[id]": [
    {
      may: team("member", MANAGE),
      ids: { id: "alert", stat: "otherStat" },
      ask: ({ stat }) => ({ body: { stat_id: stat, threshold: 7, name: "renamed", channels: [] } }),
    },
    {
      name: "that is paused",
      may: team("member", MANAGE),
      ids: { id: "pausedAlert" },
      ask: () => ({ body: { runbook: "Look." } }),
    },
  ],
  "DELETE /api/v1/alerts/[id]": [{ may: team("member", MANAGE), ids: { id: "alert" } }],
  "POST /api/v1/alerts/[id]/ack": [
    { may: team("member", MANAGE), ids: { id: "alert" } },
    {
      name: "of one stat",
      may: team("member", MANAGE),
      ids: { id: "alert", stat: "stat" },
      ask: ({ stat }) => ({ body: { stat_id: stat } }),
    },
  ],
  "POST /api/v1/alerts/[id]/mute": [
    { may: team("member", MANAGE), ids: { id: "alert" }, ask: () => ({ body: { for: "8h" } }) },
    {
      name: "of one stat",
      may: team("member", MANAGE),
      ids: { id: "alert", stat: "stat" },
      ask: ({ stat }) => ({ body: { stat_id: stat, for: "8h" } }),
    },
  ],
  "DELETE /api/v1/alerts/[id]/mute": [{ may: team("member", MANAGE), ids: { id: "alert" } }],
  "POST /api/v1/alerts/[id]/pause": [{ may: team("member", MANAGE), ids: { id: "alert" } }],
  "POST /api/v1/alerts/[id]/resume": [{ may: team("member", MANAGE), ids: { id: "pausedAlert" } }],
  "GET /api/v1/alerts/[id]/transitions": [{ may: team("viewer", READ), ids: { id: "alert" } }],

  ...stathat("/x/[token]/alerts", byToken),
  ...stathat("/a1/alerts", byUser),
};
