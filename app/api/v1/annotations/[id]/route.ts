import { endpoints } from "@/app/api/v1/endpoints";
import { changeAnnotation } from "@/lib/interactors/annotations/change-annotation";
import { deleteAnnotation } from "@/lib/interactors/annotations/delete-annotation";
import { presentAnnotation } from "@/lib/presenters/http/annotation-answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  PATCH: async (ctx, request, { id }) => {
    const annotation = await changeAnnotation(ctx, { ...(await readBody(request)), id });
    return Response.json(presentAnnotation(annotation));
  },
  DELETE: async (ctx, _, { id }) => {
    await deleteAnnotation(ctx, { id });
    return new Response(null, { status: 204 });
  },
});
