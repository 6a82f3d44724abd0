import { form, ownForm, page } from "./may";
import type { Case } from "./policy";

const RULE = {
  ...{ kind: "value", operator: "greater", threshold: "5", timeWindow: "1h", missing: "keep", pendingFor: "0" },
  ...{ name: "fresh", runbook: "Look." },
};
const ACTIONS = "action app/(web)/alerts";
const CHANNEL_ACTIONS = "action app/(web)/alerts/channels";
const WEBHOOK = "https://93.184.215.14/fresh";

/** What is to be deleted, typed as it is called. */
const named = (name: string) => ({ name, called: name });

/** Who is shown which page of alerts, and whose forms do something. */
export const ALERT_PAGES: Record<string, Case[]> = {
  "page /alerts": [
    { may: page("viewer", "allowed") },
    { name: "of a state", may: page("viewer", "allowed"), ask: () => ({ query: { state: "firing", q: "canary" } }) },
  ],
  "page /alerts/new": [
    {
      may: page("viewer", "not found"),
      ids: { stat: "stat" },
      ask: ({ stat }) => ({ query: { stat: String(stat) } }),
    },
    { name: "on nothing", may: page("viewer", "allowed") },
    { name: "on a pattern", may: page("viewer", "allowed"), ask: () => ({ query: { pattern: "*" } }) },
  ],
  "page /alerts/[id]": [
    { may: page("viewer", "not found"), ids: { id: "alert" } },
    { name: "that is paused", may: page("viewer", "not found"), ids: { id: "pausedAlert" } },
  ],
  "page /alerts/[id]/edit": [{ may: { ...page("viewer", "not found"), viewer: "not found" }, ids: { id: "alert" } }],
  "page /alerts/incidents/[id]": [{ may: page("viewer", "not found"), ids: { id: "incident" } }],
  "page /alerts/channels": [{ may: page("viewer", "allowed") }],
  "page /alerts/channels/new": [{ may: page("viewer", "allowed") }],
  "page /alerts/channels/[id]": [
    { may: page("viewer", "not found"), ids: { id: "channel" } },
    { name: "by mail", may: page("viewer", "not found"), ids: { id: "mailChannel" } },
  ],

  [`${ACTIONS} createAlertAction`]: [
    {
      may: form("member"),
      ids: { statId: "stat" },
      takes: ["pattern"],
      ask: ({ statId }) => ({ form: { statId: String(statId), ...RULE } }),
    },
    {
      name: "told by a channel",
      may: form("member"),
      ids: { channel: "channel" },
      takes: ["pattern"],
      ask: ({ channel }, { ids }) => ({ form: { statId: ids.stat, ...RULE, [`channel.${channel}`]: "on" } }),
    },
  ],
  [`${ACTIONS} updateAlertAction`]: [
    {
      may: form("member"),
      ids: { id: "alert", statId: "stat" },
      takes: ["pattern"],
      ask: ({ id, statId }) => ({ form: { id: String(id), statId: String(statId), ...RULE } }),
    },
  ],
  [`${ACTIONS} deleteAlertAction`]: [
    {
      may: form("member"),
      ids: { id: "alert" },
      ask: ({ id }, { canaries }) => ({ form: { id: String(id), ...named(`${canaries.own} alert`) } }),
    },
  ],
  [`${ACTIONS} pauseAlertAction`]: [{ may: form("member"), ids: { id: "alert" } }],
  [`${ACTIONS} resumeAlertAction`]: [{ may: form("member"), ids: { id: "pausedAlert" } }],
  [`${ACTIONS} acknowledgeAlertAction`]: [
    { may: form("member"), ids: { id: "alert" } },
    { name: "of one stat", may: form("member"), ids: { id: "alert", stat: "stat" } },
  ],
  [`${ACTIONS} muteAlertAction`]: [
    { may: form("member"), ids: { id: "alert" }, ask: ({ id }) => ({ form: { id: String(id), for: "8h" } }) },
  ],
  [`${ACTIONS} unmuteAlertAction`]: [{ may: form("member"), ids: { id: "alert" } }],
  [`${ACTIONS} setWatchAction`]: [
    { may: ownForm("member"), ask: () => ({ form: { on: "on", budget: "3" } }), reaches: ["alert_standing"] },
  ],

  [`${CHANNEL_ACTIONS} createChannelAction`]: [
    { may: ownForm("member"), ask: () => ({ form: { kind: "webhook", webhookUrl: WEBHOOK, name: "fresh" } }) },
  ],
  [`${CHANNEL_ACTIONS} updateChannelAction`]: [
    {
      may: form("member"),
      ids: { id: "channel" },
      takes: ["target", "shape"],
      ask: ({ id }) => ({
        form: { id: String(id), name: "renamed", quietFrom: "22:00", quietTo: "07:00", quietZone: "UTC" },
      }),
    },
  ],
  [`${CHANNEL_ACTIONS} turnChannelAction`]: [
    { may: form("member"), ids: { id: "channel" }, ask: ({ id }) => ({ form: { id: String(id), on: "0" } }) },
  ],
  [`${CHANNEL_ACTIONS} askChannelAgainAction`]: [
    {
      may: form("member"),
      ids: { id: "mailChannel" },
      ask: ({ id }) => ({ form: { id: String(id), target: "fresh@example.com" } }),
    },
  ],
  [`${CHANNEL_ACTIONS} testChannelAction`]: [{ may: form("member"), ids: { id: "channel" } }],
  [`${CHANNEL_ACTIONS} rotateSecretAction`]: [{ may: form("member"), ids: { id: "channel" } }],
  [`${CHANNEL_ACTIONS} deleteChannelAction`]: [
    {
      may: form("member"),
      ids: { id: "channel" },
      ask: ({ id }, { canaries }) => ({ form: { id: String(id), ...named(`${canaries.own} channel`) } }),
    },
  ],
  [`${CHANNEL_ACTIONS} replayDeliveryAction`]: [{ may: form("member"), ids: { id: "delivery" } }],
};
