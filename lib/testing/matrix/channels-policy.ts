import { MANAGE, ownTeam, READ, team } from "./may";
import type { Case } from "./policy";

const WEBHOOK = { kind: "webhook", target: "https://93.184.215.14/fresh" };

/** Who may what of ways out, and of what went there. */
export const CHANNELS: Record<string, Case[]> = {
  "GET /api/v1/channels": [
    { may: ownTeam("viewer", READ) },
    { name: "after a place", may: ownTeam("viewer", READ), ask: (_, { ids }) => ({ query: { cursor: ids.channel } }) },
  ],
  "POST /api/v1/channels": [
    {
      may: ownTeam("member", MANAGE),
      ask: () => ({
        body: { ...WEBHOOK, name: "fresh", shape: "alertmanager", quiet_hours: { from: "22:00", to: "07:00" } },
      }),
    },
    {
      name: "to somebody else's address",
      may: ownTeam("member", MANAGE),
      ask: () => ({ body: { kind: "email", target: "fresh@example.com" } }),
    },
  ],
  "GET /api/v1/channels/[id]": [{ may: team("viewer", READ), ids: { id: "channel" } }],
  "PATCH /api/v1/channels/[id]": [
    {
      may: team("member", MANAGE),
      ids: { id: "channel" },
      ask: () => ({
        body: { name: "renamed", target: WEBHOOK.target, shape: "standard", quiet_hours: null, enabled: false },
      }),
    },
    {
      name: "to another address",
      may: team("member", MANAGE),
      ids: { id: "mailChannel" },
      ask: () => ({ body: { target: "fresh@example.com" } }),
    },
  ],
  "DELETE /api/v1/channels/[id]": [{ may: team("member", MANAGE), ids: { id: "channel" } }],
  "POST /api/v1/channels/[id]/test": [
    { may: team("member", MANAGE), ids: { id: "channel" } },
    { name: "by mail", may: team("member", MANAGE), ids: { id: "mailChannel" } },
  ],
  "POST /api/v1/channels/[id]/rotate": [{ may: team("member", MANAGE), ids: { id: "channel" } }],
  "GET /api/v1/channels/[id]/deliveries": [{ may: team("viewer", READ), ids: { id: "channel" } }],
  "GET /api/v1/deliveries": [
    { may: ownTeam("viewer", READ) },
    {
      name: "of a channel",
      may: team("viewer", READ),
      ids: { channel: "channel" },
      ask: ({ channel }) => ({ query: { channel_id: String(channel), state: "dead" } }),
    },
    { name: "after a place", may: ownTeam("viewer", READ), ask: (_, { ids }) => ({ query: { cursor: ids.delivery } }) },
  ],
  "POST /api/v1/deliveries/[id]/replay": [{ may: team("member", MANAGE), ids: { id: "delivery" } }],
};
