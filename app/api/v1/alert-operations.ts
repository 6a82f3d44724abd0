import { acknowledgeAlertInput } from "@/lib/interactors/alerts/acknowledge-alert";
import { backtestAlertInput, createAlertInput, updateAlertInput } from "@/lib/interactors/alerts/alert-input";
import { listAlertsInput } from "@/lib/interactors/alerts/list-alerts";
import { listTransitionsInput } from "@/lib/interactors/alerts/list-transitions";
import { muteAlertInput } from "@/lib/interactors/alerts/mute-alert";
import { alertAnswer, backtestAnswer, transitionAnswer } from "@/lib/presenters/http/alert-answers";
import { listAnswer } from "@/lib/presenters/http/answers";
import type { Operation } from "@/lib/presenters/http/openapi";

const NOW = { 200: { description: "The alert as it is now", schema: alertAnswer } };

/** The calls about alerts. */
export const alertOperations: Operation[] = [
  {
    path: "/alerts",
    method: "get",
    id: "listAlerts",
    summary: "List the team's alerts, the newest first",
    description:
      "Each with where it stands. One on a stat in the trash, or on one that is no longer shared, is left out.",
    keys: ["read", "manage"],
    query: listAlertsInput,
    answers: { 200: { description: "A page of alerts", schema: listAnswer(alertAnswer) } },
    problems: [400, 401, 403, 404, 429],
    curl: `"$URL/alerts?state=firing" -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/alerts",
    method: "post",
    id: "createAlert",
    summary: "Make an alert on a stat, or on a pattern for names",
    description:
      "A value needs `operator`, `threshold` and `time_window`; a delta `operator`, `percentage`, `time_delta` and `time_window`; data a `time_window`; an anomaly nothing more. It is judged seconds after numbers come, rings at once unless it has to last, and ends after one quiet window. Without `channels` it is told to all that are enabled now.",
    keys: ["manage"],
    body: createAlertInput,
    answers: { 201: { description: "The alert", schema: alertAnswer } },
    problems: [400, 401, 403, 404, 413, 415, 422, 429],
    curl: `-X POST $URL/alerts -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"stat_id":"ID","kind":"value","operator":"gt","threshold":500,"time_window":"1h"}'`,
  },
  {
    path: "/alerts/backtest",
    method: "post",
    id: "backtestAlert",
    summary: "When a rule would have rung in the last 30 days",
    description:
      "Of a rule that is not saved, said as a new alert is, or of a saved one by `alert_id`. It is played over stored numbers by the evaluator's own rules, at moments `every_seconds` apart; a pattern over up to 50 stats. Nothing is written and nothing is told.",
    keys: ["read", "manage"],
    body: backtestAlertInput,
    answers: { 200: { description: "The moments, the latest first, and how often", schema: backtestAnswer } },
    problems: [400, 401, 403, 404, 413, 415, 429, 503],
    curl: `-X POST $URL/alerts/backtest -H "Authorization: Bearer $READ_KEY" -H "Content-Type: application/json" -d '{"stat_id":"ID","kind":"value","operator":"gt","threshold":500,"time_window":"1h"}'`,
  },
  {
    path: "/alerts/{id}",
    method: "get",
    id: "getAlert",
    summary: "One alert and where it stands",
    keys: ["read", "manage"],
    answers: { 200: { description: "The alert", schema: alertAnswer } },
    problems: [401, 403, 404, 429],
    curl: `$URL/alerts/$ID -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/alerts/{id}",
    method: "patch",
    id: "updateAlert",
    summary: "Change an alert",
    description:
      "What is not named stays; a rule of another kind is said as a whole. Where the condition, the window or the subject changes, what rings is closed and judged afresh.",
    keys: ["manage"],
    body: updateAlertInput.omit({ id: true }),
    answers: NOW,
    problems: [400, 401, 403, 404, 413, 415, 422, 429],
    curl: `-X PATCH $URL/alerts/$ID -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"threshold":600,"recovery_threshold":550}'`,
  },
  {
    path: "/alerts/{id}",
    method: "delete",
    id: "deleteAlert",
    summary: "Delete an alert with its story",
    keys: ["manage"],
    answers: { 204: { description: "It is gone" } },
    problems: [401, 403, 404, 422, 429],
    curl: `-X DELETE $URL/alerts/$ID -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/alerts/{id}/ack",
    method: "post",
    id: "acknowledgeAlert",
    summary: "Take on what rings",
    description: "It is quiet until it clears, and rings again the next time.",
    keys: ["manage"],
    body: acknowledgeAlertInput.omit({ id: true }),
    answers: NOW,
    problems: [400, 401, 403, 404, 413, 415, 422, 429],
    curl: `-X POST $URL/alerts/$ID/ack -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/alerts/{id}/mute",
    method: "post",
    id: "muteAlert",
    summary: "Tell nobody of an alert for a while",
    description: "It is judged all the same; what still rings when the mute ends is told then.",
    keys: ["manage"],
    body: muteAlertInput.omit({ id: true }),
    answers: NOW,
    problems: [400, 401, 403, 404, 413, 415, 429],
    curl: `-X POST $URL/alerts/$ID/mute -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"for":"8h"}'`,
  },
  {
    path: "/alerts/{id}/mute",
    method: "delete",
    id: "unmuteAlert",
    summary: "End a mute",
    keys: ["manage"],
    query: acknowledgeAlertInput.omit({ id: true }),
    answers: NOW,
    problems: [400, 401, 403, 404, 429],
    curl: `-X DELETE $URL/alerts/$ID/mute -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/alerts/{id}/pause",
    method: "post",
    id: "pauseAlert",
    summary: "Stop judging by an alert until it is resumed",
    keys: ["manage"],
    answers: NOW,
    problems: [401, 403, 404, 429],
    curl: `-X POST $URL/alerts/$ID/pause -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/alerts/{id}/resume",
    method: "post",
    id: "resumeAlert",
    summary: "Judge by an alert again, as if it were new",
    keys: ["manage"],
    answers: NOW,
    problems: [401, 403, 404, 429],
    curl: `-X POST $URL/alerts/$ID/resume -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/alerts/{id}/transitions",
    method: "get",
    id: "listTransitions",
    summary: "What happened to an alert, the latest first",
    description: "Each change of its state on a stat, with the reason, and what people did about it.",
    keys: ["read", "manage"],
    query: listTransitionsInput.omit({ id: true }),
    answers: { 200: { description: "A page of its story", schema: listAnswer(transitionAnswer) } },
    problems: [400, 401, 403, 404, 429],
    curl: `$URL/alerts/$ID/transitions -H "Authorization: Bearer $READ_KEY"`,
  },
];
