import { z } from "zod";
import { listAuditEventsInput } from "@/lib/interactors/audit-log/list-audit-events";
import { addEzAliasInput } from "@/lib/interactors/keys/add-ez-alias";
import { createKeyInput } from "@/lib/interactors/keys/create-key";
import { listKeysInput } from "@/lib/interactors/keys/list-keys";
import { rotateKeyInput } from "@/lib/interactors/keys/rotate-key";
import { classicKeyAnswer, keyAnswer, listAnswer, newKeyAnswer } from "@/lib/presenters/http/answers";
import { auditEventAnswer } from "@/lib/presenters/http/audit-answers";
import type { Operation } from "@/lib/presenters/http/openapi";

/** The calls about keys and about who did what. */
export const keyOperations: Operation[] = [
  {
    path: "/keys",
    method: "get",
    id: "listKeys",
    summary: "List the team's keys, newest first",
    keys: ["read", "manage"],
    query: listKeysInput,
    answers: { 200: { description: "A page of keys", schema: listAnswer(keyAnswer) } },
    problems: [400, 401, 403, 429],
    curl: `$URL/keys -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/keys",
    method: "post",
    id: "createKey",
    summary: "Make a key, or bring an old EZ key",
    description:
      "With `alias` a text that old scripts send as their EZ key becomes one of the team's: it sends and does nothing else. It is not in the answer.",
    keys: ["manage"],
    body: z.union([createKeyInput, addEzAliasInput]),
    answers: { 201: { description: "The key, shown this once", schema: z.union([newKeyAnswer, keyAnswer]) } },
    problems: [400, 401, 403, 409, 413, 415, 422, 429],
    curl: `-X POST $URL/keys -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"name":"web server","kind":"ingest"}'`,
  },
  {
    path: "/keys/{id}",
    method: "delete",
    id: "revokeKey",
    summary: "Revoke a key",
    keys: ["manage"],
    answers: { 204: { description: "Every process refuses it within a second" } },
    problems: [401, 403, 404, 429],
    curl: `-X DELETE $URL/keys/$ID -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/keys/{id}/rotate",
    method: "post",
    id: "rotateKey",
    summary: "Put a new key in the place of another",
    description:
      "The new one has the same kind and name and as long a life. Both work until the overlap is over; then the old one has expired.",
    keys: ["manage"],
    body: rotateKeyInput.omit({ id: true }),
    answers: { 201: { description: "The new key, shown this once", schema: newKeyAnswer } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 429],
    curl: `-X POST $URL/keys/$ID/rotate -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"overlap_hours":48}'`,
  },
  {
    path: "/stats/{id}/classic-key",
    method: "post",
    id: "rotateClassicKey",
    summary: "Give a stat another classic key",
    description: "The old one, and those of stats that were merged into it, feed nothing within a second.",
    keys: ["manage"],
    answers: { 200: { description: "The new key", schema: classicKeyAnswer } },
    problems: [401, 403, 404, 429],
    curl: `-X POST $URL/stats/$ID/classic-key -H "Authorization: Bearer $MANAGE_KEY"`,
  },
  {
    path: "/audit",
    method: "get",
    id: "listAuditEvents",
    summary: "Who did what, the latest first",
    description:
      "What people, keys and the house itself changed in the last 400 days; for owners, admins and manage keys. As CSV it is up to 10,000 events in one answer, without `limit` and `cursor`.",
    keys: ["manage"],
    query: listAuditEventsInput.extend({
      format: z.enum(["json", "csv"]).optional().describe("json when absent."),
    }),
    answers: { 200: { description: "A page of events", schema: listAnswer(auditEventAnswer), csv: true } },
    problems: [400, 401, 403, 429],
    curl: `"$URL/audit?action=key.made&from=-1w" -H "Authorization: Bearer $MANAGE_KEY"`,
  },
];
