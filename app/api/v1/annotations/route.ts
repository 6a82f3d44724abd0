import { endpoints } from "@/app/api/v1/endpoints";
import { annotate } from "@/lib/interactors/annotations/annotate";
import { listAnnotations } from "@/lib/interactors/annotations/list-annotations";
import { presentAnnotation } from "@/lib/presenters/http/annotation-answers";
import { readFormOrBody, readQuery } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, request) => {
    const { stat_id: statId, ...rest } = readQuery<{ stat_id?: string }>(request, { numbers: ["limit"] });
    const { data, next } = await listAnnotations(ctx, { ...rest, statId });
    return Response.json({ data: data.map(presentAnnotation), next });
  },
  POST: async (ctx, request) => {
    const { annotation, isNew } = await annotate(ctx, await readFormOrBody(request));
    return Response.json(presentAnnotation(annotation), { status: isNew ? 201 : 200 });
  },
});
