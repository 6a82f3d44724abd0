import { z } from "zod";
import { listReportsInput } from "@/lib/interactors/reports/list-reports";
import { listTurnsInput } from "@/lib/interactors/reports/list-turns";
import { createReportInput, updateReportInput } from "@/lib/interactors/reports/report-input";
import { sendReportInput } from "@/lib/interactors/reports/send-report-now";
import { listAnswer } from "@/lib/presenters/http/answers";
import type { Operation } from "@/lib/presenters/http/openapi";
import { reportAnswer, turnAnswer } from "@/lib/presenters/http/report-answers";

const NOW = { 200: { description: "The report as it is now", schema: reportAnswer } };

/** The calls about reports. */
export const reportOperations: Operation[] = [
  {
    path: "/reports",
    method: "get",
    id: "listReports",
    summary: "List the team's reports, the newest first",
    keys: ["read", "manage"],
    query: listReportsInput,
    answers: { 200: { description: "A page of reports", schema: listAnswer(reportAnswer) } },
    problems: [400, 401, 403, 429],
    curl: `$URL/reports -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/reports",
    method: "post",
    id: "createReport",
    summary: "Make a report: a mail at a local hour of what moved, how it compares and what rang",
    description:
      "Needs a `cadence`. It tells of the last whole local day, week or month before it comes; a monthly one on a day that a month lacks comes on its last. Members' proved addresses get it at once; anybody else is asked by mail first, three times a day at most.",
    keys: ["manage"],
    body: createReportInput,
    answers: { 201: { description: "The report", schema: reportAnswer } },
    problems: [400, 401, 403, 404, 413, 415, 422, 429],
    curl: `-X POST $URL/reports -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"cadence":"daily","at":"08:00","tz":"Europe/Berlin","recipients":["ada@example.com"]}'`,
  },
  {
    path: "/reports/{id}",
    method: "get",
    id: "getReport",
    summary: "One report, who gets it, and when it is sent next",
    keys: ["read", "manage"],
    answers: { 200: { description: "The report", schema: reportAnswer } },
    problems: [401, 403, 404, 429],
    curl: `$URL/reports/$ID -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/reports/{id}",
    method: "patch",
    id: "updateReport",
    summary: "Change a report",
    description:
      "What is not named stays. Another schedule never sends twice for one local date. `recipients` takes the place of the list, but whoever unsubscribed is not put back by it: `recipient_states` of the answer says who.",
    keys: ["manage"],
    body: updateReportInput.omit({ id: true }),
    answers: NOW,
    problems: [400, 401, 403, 404, 413, 415, 422, 429],
    curl: `-X PATCH $URL/reports/$ID -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"cadence":"weekly","weekday":"monday"}'`,
  },
  {
    path: "/reports/{id}",
    method: "delete",
    id: "deleteReport",
    summary: "Delete a report with its history",
    keys: ["manage"],
    answers: { 204: { description: "It is gone" } },
    problems: [401, 403, 404, 429],
    curl: `-X DELETE $URL/reports/$ID -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/reports/{id}/pause",
    method: "post",
    id: "pauseReport",
    summary: "Send a report no more until it is resumed",
    keys: ["manage"],
    answers: NOW,
    problems: [401, 403, 404, 429],
    curl: `-X POST $URL/reports/$ID/pause -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/reports/{id}/resume",
    method: "post",
    id: "resumeReport",
    summary: "Send a report again, from its next turn on",
    keys: ["manage"],
    answers: NOW,
    problems: [401, 403, 404, 429],
    curl: `-X POST $URL/reports/$ID/resume -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/reports/{id}/preview",
    method: "get",
    id: "previewReport",
    summary: "A report of the last whole period as it would be mailed now",
    description: "The very HTML of the mail with its pictures in it. Nothing is stored and nothing is sent.",
    keys: ["read", "manage"],
    answers: { 200: { description: "A page that runs and fetches nothing", html: true } },
    problems: [401, 403, 404, 429, 503],
    curl: `$URL/reports/$ID/preview -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/reports/{id}/send",
    method: "post",
    id: "sendReport",
    summary: "Send a report of the last whole period now",
    description:
      "To everybody who gets it or, as a `test`, to whoever asks at their own address. It comes beside its turns, ten times on one day at most.",
    keys: ["manage"],
    body: sendReportInput.omit({ id: true }),
    answers: {
      202: {
        description: "What it is called in the history, and how many mails were put in line",
        schema: z.strictObject({ turn: z.string(), mails: z.int() }),
      },
    },
    problems: [400, 401, 403, 404, 413, 415, 422, 429, 503],
    curl: `-X POST $URL/reports/$ID/send -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"test":true}'`,
  },
  {
    path: "/reports/{id}/turns",
    method: "get",
    id: "listReportTurns",
    summary: "What was sent of a report to whom, the latest first",
    keys: ["read", "manage"],
    query: listTurnsInput.omit({ id: true }),
    answers: { 200: { description: "A page of its history", schema: listAnswer(turnAnswer) } },
    problems: [400, 401, 403, 404, 429],
    curl: `$URL/reports/$ID/turns -H "Authorization: Bearer $READ_KEY"`,
  },
];
