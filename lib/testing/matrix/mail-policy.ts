import { everybody } from "./may";
import type { Asked } from "./outcome";
import type { Case } from "./policy";

const OTHER = "a link that nobody was mailed";

type MailedToken = "act" | "agree" | "unsubscribe" | "resubscribe" | "agreeReport";

/** Whoever has the link is told what it is about; with another one nothing. */
function pageOf(link: MailedToken): Case[] {
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
function actOf(link: MailedToken, asked: (token: string) => Asked, reaches: string[]): Case[] {
  return [
    { name: "with the link", may: everybody("allowed"), ask: (_, { tokens }) => asked(tokens[link]), reaches },
    { name: "with another link", may: everybody("not found"), ask: () => asked(OTHER) },
  ];
}

/** What the links in mails to channels and in reports open: nobody has to be signed in. The provider's word is signed. */
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
  "page /reports/unsubscribe": pageOf("unsubscribe"),
  "action app/(auth)/reports/unsubscribe unsubscribeAction": actOf("unsubscribe", (token) => ({ form: { token } }), [
    "report_recipient",
    "audit_event",
  ]),
  "action app/(auth)/reports/unsubscribe resubscribeAction": actOf("resubscribe", (token) => ({ form: { token } }), [
    "report_recipient",
    "audit_event",
  ]),
  "GET /reports/unsubscribe/one-click": [
    { may: everybody("allowed"), ask: (_, { tokens }) => ({ query: { token: tokens.unsubscribe } }) },
    { name: "with another link", may: everybody("allowed"), ask: () => ({ query: { token: OTHER } }) },
  ],
  "POST /reports/unsubscribe/one-click": actOf("unsubscribe", (token) => ({ query: { token } }), [
    "report_recipient",
    "audit_event",
  ]),
  "page /reports/confirm": pageOf("agreeReport"),
  "action app/(auth)/reports/confirm confirmRecipientAction": actOf("agreeReport", (token) => ({ form: { token } }), [
    "report_recipient",
    "audit_event",
  ]),
  "POST /api/mail-events": [{ may: everybody("not found") }],
};
