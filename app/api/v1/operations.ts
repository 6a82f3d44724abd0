import { z } from "zod";
import { readHistogramInput } from "@/lib/interactors/series/read-histogram";
import { readPercentilesInput } from "@/lib/interactors/series/read-percentiles";
import { createStatInput } from "@/lib/interactors/stats/create-stat";
import { listStatsInput } from "@/lib/interactors/stats/list-stats";
import { mergeStatInput } from "@/lib/interactors/stats/merge-stat";
import { removeStatInput } from "@/lib/interactors/stats/remove-stat";
import { updateStatInput } from "@/lib/interactors/stats/update-stat";
import {
  histogramAnswer,
  listAnswer,
  percentilesAnswer,
  seriesAnswer,
  statAnswer,
} from "@/lib/presenters/http/answers";
import type { Operation } from "@/lib/presenters/http/openapi";
import { alertOperations } from "./alert-operations";
import { annotationOperations } from "./annotation-operations";
import { channelOperations } from "./channel-operations";
import { dashboardOperations } from "./dashboard-operations";
import { keyOperations } from "./key-operations";
import { linkOperations } from "./link-operations";
import { peopleOperations } from "./people-operations";
import { FILES, histogramPictureInput, PICTURES, pictureInput } from "./picture";
import { reportOperations } from "./report-operations";
import { shareOperations } from "./share-operations";
import { watchOperations } from "./watch-operations";

const range = pictureInput.extend({
  format: z
    .enum(["json", ...FILES])
    .optional()
    .describe("json when absent."),
});
const histogramRange = histogramPictureInput.extend({
  ...readHistogramInput.omit({ id: true }).shape,
  format: z
    .enum(["json", ...PICTURES])
    .optional()
    .describe("json when absent."),
});
const statList = z.string().describe("Up to 8 stat ids, separated by commas.");

const number = z.number().describe("Finite, at most 1e100 either way.");
const t = z.number().nullish().describe("Unix seconds; the time of receipt when absent.");
const point = z.union([
  z.strictObject({ stat: z.string(), count: number, t }),
  z.strictObject({ stat: z.string(), value: number, t }),
]);
const rejected = z.array(z.object({ index: z.int(), code: z.string(), detail: z.string() }));

/** Every call of the API, as the OpenAPI file tells it. A test holds this list against the routes. */
export const operations: Operation[] = [
  {
    path: "/points",
    method: "post",
    id: "sendPoints",
    summary: "Send one number or many",
    description:
      "Stats appear with their first number, which fixes whether they are a counter or a value. The good points of a request are stored and the others named. With an `Idempotency-Key` a retry within 24 hours counts once.",
    keys: ["ingest"],
    headers: { "Idempotency-Key": z.string().optional().describe("The same for every try of one request.") },
    body: z.union([point, z.strictObject({ points: z.array(point) })]),
    answers: { 200: { description: "What was stored", schema: z.object({ accepted: z.int(), rejected }) } },
    problems: [400, 401, 403, 409, 413, 415, 422, 429, 503],
    curl: `-X POST $URL/points -H "Authorization: Bearer $INGEST_KEY" -H "Content-Type: application/json" -d '{"stat":"signups","count":1}'`,
  },
  {
    path: "/stats",
    method: "get",
    id: "listStats",
    summary: "List the team's stats",
    keys: ["read", "manage"],
    query: listStatsInput,
    answers: { 200: { description: "A page of stats", schema: listAnswer(statAnswer) } },
    problems: [400, 401, 403, 429],
    curl: `"$URL/stats?q=signups&sort=-last_at" -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/stats",
    method: "post",
    id: "createStat",
    summary: "Make a stat before its first number",
    keys: ["manage"],
    body: createStatInput,
    answers: { 201: { description: "The stat", schema: statAnswer } },
    problems: [400, 401, 403, 409, 413, 415, 429],
    curl: `-X POST $URL/stats -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"name":"signups","kind":"counter"}'`,
  },
  {
    path: "/stats/{id}",
    method: "get",
    id: "getStat",
    summary: "One stat",
    keys: ["read", "manage"],
    answers: { 200: { description: "The stat", schema: statAnswer } },
    problems: [401, 403, 404, 429],
    curl: `$URL/stats/$ID -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/stats/{id}",
    method: "patch",
    id: "updateStat",
    summary: "Change a stat",
    description: "What is not named stays. A stat that is renamed keeps its old names: they still feed it.",
    keys: ["manage"],
    body: updateStatInput.omit({ id: true }),
    answers: { 200: { description: "The stat as it is now", schema: statAnswer } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 429],
    curl: `-X PATCH $URL/stats/$ID -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"unit":"people"}'`,
  },
  {
    path: "/stats/{id}",
    method: "delete",
    id: "trashStat",
    summary: "Put a stat into the trash",
    description:
      "It takes no numbers there. For 48 hours it can be restored; then it is gone with all its numbers. A stat that is in the trash is deleted for good with `permanently=true`.",
    keys: ["manage"],
    query: removeStatInput.omit({ id: true }),
    answers: { 204: { description: "It is in the trash, or gone" } },
    problems: [400, 401, 403, 404, 429],
    curl: `-X DELETE $URL/stats/$ID -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/stats/{id}/restore",
    method: "post",
    id: "restoreStat",
    summary: "Take a stat out of the trash",
    keys: ["manage"],
    answers: { 200: { description: "The stat, with all its numbers", schema: statAnswer } },
    problems: [401, 403, 404, 429],
    curl: `-X POST $URL/stats/$ID/restore -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/stats/{id}/merge",
    method: "post",
    id: "mergeStat",
    summary: "Merge a stat into another",
    description:
      "The other one gets its names and its numbers; this one is gone, and that cannot be undone. What is sent under its names, or with its classic key, feeds the other one from now on. Both must be of one kind.",
    keys: ["manage"],
    body: mergeStatInput.omit({ id: true }),
    answers: { 200: { description: "The other stat, with the numbers of both", schema: statAnswer } },
    problems: [400, 401, 403, 404, 413, 415, 422, 429],
    curl: `-X POST $URL/stats/$ID/merge -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"into":"OTHER_ID"}'`,
  },
  {
    path: "/stats/{id}/series",
    method: "get",
    id: "readStatSeries",
    summary: "What one stat received in a range, by bucket",
    description:
      "Buckets follow the clocks of the zone and are whole, so they may reach beyond the range. Empty buckets are there, with null. `format=svg` and `format=png` draw them; the parameters of a picture go with these alone.",
    keys: ["read", "manage"],
    query: range,
    answers: { 200: { description: "The buckets", schema: seriesAnswer, csv: true, pictures: true } },
    problems: [400, 401, 403, 404, 429, 503],
    curl: `"$URL/stats/$ID/series?from=-1w&step=1d&compare=1w" -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/stats/{id}/percentiles",
    method: "get",
    id: "readPercentiles",
    summary: "Percentiles of a value stat in a range",
    description:
      "Within 1 % of the exact ones. The range is widened to whole hours in UTC; the answer says which. A counter has none.",
    keys: ["read", "manage"],
    query: readPercentilesInput.omit({ id: true }).extend({
      p: z.string().optional().describe("Up to 20 percents, separated by commas; `50,90,95,99` when absent."),
    }),
    answers: { 200: { description: "The percentiles in the order asked for", schema: percentilesAnswer } },
    problems: [400, 401, 403, 404, 422, 429, 503],
    curl: `"$URL/stats/$ID/percentiles?from=-1d&p=50,99.9" -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/stats/{id}/histogram",
    method: "get",
    id: "readHistogram",
    summary: "How many numbers of a value stat had which size in a range",
    description: "The range is widened to whole hours in UTC; the answer says which. A counter has none.",
    keys: ["read", "manage"],
    query: histogramRange,
    answers: { 200: { description: "The buckets", schema: histogramAnswer, pictures: true } },
    problems: [400, 401, 403, 404, 422, 429, 503],
    curl: `"$URL/stats/$ID/histogram?from=-1w" -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/series",
    method: "get",
    id: "readSeries",
    summary: "What several stats received in a range, by bucket",
    keys: ["read", "manage"],
    query: range.extend({ stats: statList }),
    answers: {
      200: {
        description: "The stats in the order asked for",
        schema: z.strictObject({ data: z.array(seriesAnswer) }),
        csv: true,
        pictures: true,
      },
    },
    problems: [400, 401, 403, 404, 429, 503],
    curl: `"$URL/series?stats=$ID,$OTHER_ID&from=-1d" -H "Authorization: Bearer $READ_KEY"`,
  },
  ...annotationOperations,
  ...keyOperations,
  ...peopleOperations,
  ...shareOperations,
  ...linkOperations,
  ...dashboardOperations,
  ...alertOperations,
  ...channelOperations,
  ...reportOperations,
  ...watchOperations,
  {
    path: "/openapi.json",
    method: "get",
    id: "readOpenApi",
    summary: "This document",
    keys: [],
    answers: { 200: { description: "OpenAPI 3.1", schema: z.looseObject({ openapi: z.string() }) } },
    problems: [429],
    curl: `$URL/openapi.json`,
  },
];
