import { endpoints } from "@/app/api/v1/endpoints";
import { shownTo } from "@/app/api/v1/links/shown-link";
import { changeLink } from "@/lib/interactors/links/change-link";
import { getLink } from "@/lib/interactors/links/get-link";
import { revokeLink } from "@/lib/interactors/links/revoke-link";
import { presentLinkWithChart } from "@/lib/presenters/http/link-answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx, _, { id }) => Response.json(presentLinkWithChart(await getLink(ctx, { id }), shownTo(ctx))),
  PATCH: async (ctx, request, { id }) => {
    await changeLink(ctx, { ...(await readBody<object>(request)), id });
    return Response.json(presentLinkWithChart(await getLink(ctx, { id }), shownTo(ctx)));
  },
  DELETE: async (ctx, _, { id }) => {
    await revokeLink(ctx, { id });
    return new Response(null, { status: 204 });
  },
});
