import { listSharesInput } from "@/lib/interactors/shares/list-shares";
import { shareStatInput } from "@/lib/interactors/shares/share-stat";
import { listAnswer } from "@/lib/presenters/http/answers";
import type { Operation } from "@/lib/presenters/http/openapi";
import { shareAnswer } from "@/lib/presenters/http/share-answers";

/** The calls about stats that teams let each other see. */
export const shareOperations: Operation[] = [
  {
    path: "/shares",
    method: "get",
    id: "listShares",
    summary: "List what the team shares and what is shared with it, newest first",
    keys: ["read", "manage"],
    query: listSharesInput,
    answers: { 200: { description: "A page of shares", schema: listAnswer(shareAnswer) } },
    problems: [400, 401, 403, 429],
    curl: `"$URL/shares?direction=received" -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/shares",
    method: "post",
    id: "shareStat",
    summary: "Let another team see a stat",
    description:
      "They see it with all its numbers under its id, in lists with `shared=true` and in comparisons. They cannot change it, send to it or share it on. It ends when it is revoked, when they drop it, and when the stat is merged into another.",
    keys: ["manage"],
    body: shareStatInput,
    answers: { 201: { description: "The share", schema: shareAnswer } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 429],
    curl: `-X POST $URL/shares -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"stat_id":"ID","team_id":"SHARING_ID"}'`,
  },
  {
    path: "/shares/{id}",
    method: "delete",
    id: "endShare",
    summary: "Revoke a share, or drop one that was received",
    description: "The team whose stat it is revokes it; the other one drops it. It ends at once.",
    keys: ["manage"],
    answers: { 204: { description: "The other team's, or your, next request finds nothing" } },
    problems: [401, 403, 404, 429],
    curl: `-X DELETE $URL/shares/$ID -H "Authorization: Bearer $MANAGE_KEY"`,
  },
];
