import { MANAGE, ownTeam, READ, team } from "./may";
import type { Case } from "./policy";

/** Who may what of reports. */
export const REPORTS: Record<string, Case[]> = {
  "GET /api/v1/reports": [
    { may: ownTeam("viewer", READ) },
    {
      name: "after a place",
      may: ownTeam("viewer", READ),
      ask: (_, { ids }) => ({ query: { cursor: ids.annotation } }),
    },
  ],
  "POST /api/v1/reports": [
    {
      may: ownTeam("member", MANAGE),
      ask: () => ({ body: { cadence: "daily", name: "fresh", recipients: ["fresh@example.com"] } }),
    },
    {
      name: "of stats",
      may: team("member", MANAGE),
      ids: { stat: "stat" },
      ask: ({ stat }) => ({
        body: { cadence: "daily", subject: { kind: "stats", stats: [stat] }, recipients: ["fresh@example.com"] },
      }),
    },
    {
      name: "of what is shared",
      may: { ...team("member", MANAGE), guest: "allowed" },
      ids: { stat: "sharedStat" },
      ask: ({ stat }) => ({
        body: { cadence: "daily", subject: { kind: "stats", stats: [stat] }, recipients: ["fresh@example.com"] },
      }),
    },
  ],
  "GET /api/v1/reports/[id]": [{ may: team("viewer", READ), ids: { id: "report" } }],
  "PATCH /api/v1/reports/[id]": [
    {
      may: team("member", MANAGE),
      ids: { id: "report" },
      ask: () => ({ body: { name: "renamed", cadence: "weekly", weekday: 3, recipients: ["fresh@example.com"] } }),
    },
    {
      name: "to other stats",
      may: team("member", MANAGE),
      ids: { id: "report", stat: "otherStat" },
      ask: ({ stat }) => ({ body: { subject: { kind: "stats", stats: [stat] } } }),
    },
  ],
  "DELETE /api/v1/reports/[id]": [{ may: team("member", MANAGE), ids: { id: "report" } }],
  "GET /api/v1/reports/[id]/preview": [{ may: team("viewer", READ), ids: { id: "report" } }],
  "POST /api/v1/reports/[id]/send": [
    { may: team("member", MANAGE), ids: { id: "report" } },
    {
      name: "to oneself",
      may: team("member", MANAGE),
      ids: { id: "report" },
      ask: () => ({ body: { test: true } }),
    },
  ],
  "GET /api/v1/reports/[id]/turns": [
    { may: team("viewer", READ), ids: { id: "report" } },
    {
      name: "after a place",
      may: team("viewer", READ),
      ids: { id: "report" },
      ask: (_, { ids }) => ({
        query: { cursor: Buffer.from(`[4000000000000,"${ids.annotation}"]`).toString("base64url") },
      }),
    },
  ],
  "POST /api/v1/reports/[id]/pause": [{ may: team("member", MANAGE), ids: { id: "report" } }],
  "POST /api/v1/reports/[id]/resume": [{ may: team("member", MANAGE), ids: { id: "pausedReport" } }],
};
