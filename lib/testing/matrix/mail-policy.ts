import { everybody } from "./may";
import type { Asked } from "./outcome";
import type { Case } from "./policy";

const OTHER = "a link that nobody was mailed";

/** Whoever has the link is told what it is about; with another one nothing. */
function pageOf(link: "act" | "agree"): Case[] {
  return [
    {
      name: "with the link",
      may: everybody("allowed"),
      ask: (_, { tokens }) => ({ query: { token: tokens[link] } }),
      tells: (_, { canaries }) => [canaries.own, canaries.team],
    },
    { name: "with another link", may: everybody("allowed"), ask: () => ({ query: { token: OTHER } }) },
  ];
}

/** Whoever has the link acts on what it is about; with another one on nothing. */
function actOf(link: "act" | "agree", asked: (token: string) => Asked, reaches: string[]): Case[] {
  return [
    { name: "with the link", may: everybody("allowed"), ask: (_, { tokens }) => asked(tokens[link]), reaches },
    { name: "with another link", may: everybody("not found"), ask: () => asked(OTHER) },
  ];
}

/** What the links in mails to channels open: nobody has to be signed in. */
export const MAILED: Record<string, Case[]> = {
  "page /alerts/act": pageOf("act"),
  "action app/(auth)/alerts/act actOnAlertAction": actOf("act", (token) => ({ form: { token, act: "mute_1d" } }), [
    "alert_standing",
    "incident_event",
    "audit_event",
  ]),
  "GET /alerts/stop": [
    { may: everybody("allowed"), ask: (_, { tokens }) => ({ query: { token: tokens.act } }) },
    { name: "with another link", may: everybody("allowed"), ask: () => ({ query: { token: OTHER } }) },
  ],
  "POST /alerts/stop": actOf("act", (token) => ({ query: { token } }), ["channel", "delivery", "mail", "audit_event"]),
  "page /channels/confirm": pageOf("agree"),
  "action app/(auth)/channels/confirm confirmChannelAction": actOf("agree", (token) => ({ form: { token } }), [
    "channel",
    "audit_event",
  ]),
};
