import { annotateInput } from "@/lib/interactors/annotations/annotate";
import { changeAnnotationInput } from "@/lib/interactors/annotations/change-annotation";
import { listAnnotationsInput } from "@/lib/interactors/annotations/list-annotations";
import { annotationAnswer } from "@/lib/presenters/http/annotation-answers";
import { listAnswer } from "@/lib/presenters/http/answers";
import type { Operation } from "@/lib/presenters/http/openapi";

/** The calls about what happened. */
export const annotationOperations: Operation[] = [
  {
    path: "/annotations",
    method: "get",
    id: "listAnnotations",
    summary: "List what happened, the latest first",
    keys: ["read", "manage"],
    query: listAnnotationsInput,
    answers: { 200: { description: "A page of annotations", schema: listAnswer(annotationAnswer) } },
    problems: [400, 401, 403, 404, 429],
    curl: `"$URL/annotations?from=-1w" -H "Authorization: Bearer $READ_KEY"`,
  },
  {
    path: "/annotations",
    method: "post",
    id: "annotate",
    summary: "Write down that something happened",
    description:
      "It is marked in the charts of one stat, or of all. The body may be JSON, or a form as `curl -d` sends it, so one line in a deploy script is enough. What the same key sends again within a minute, in the same words, of the same moment and stat, is one annotation: the answer is then 200. About a stat that another team shares it is written for your team alone.",
    keys: ["ingest", "manage"],
    body: annotateInput,
    form: true,
    answers: {
      200: { description: "It was written a moment ago", schema: annotationAnswer },
      201: { description: "The annotation", schema: annotationAnswer },
    },
    problems: [400, 401, 403, 404, 413, 415, 422, 429],
    curl: `$URL/annotations -H "Authorization: Bearer $INGEST_KEY" -d text="Deploy v2"`,
  },
  {
    path: "/annotations/{id}",
    method: "patch",
    id: "changeAnnotation",
    summary: "Change what an annotation says",
    description: "What is not named stays, and so does who wrote it.",
    keys: ["manage"],
    body: changeAnnotationInput.omit({ id: true }),
    answers: { 200: { description: "The annotation as it is now", schema: annotationAnswer } },
    problems: [400, 401, 403, 404, 413, 415, 429],
    curl: `-X PATCH $URL/annotations/$ID -H "Authorization: Bearer $MANAGE_KEY" -H "Content-Type: application/json" -d '{"text":"Deploy v2.1"}'`,
  },
  {
    path: "/annotations/{id}",
    method: "delete",
    id: "deleteAnnotation",
    summary: "Delete an annotation",
    keys: ["manage"],
    answers: { 204: { description: "It is gone from every chart" } },
    problems: [401, 403, 404, 429],
    curl: `-X DELETE $URL/annotations/$ID -H "Authorization: Bearer $MANAGE_KEY"`,
  },
];
