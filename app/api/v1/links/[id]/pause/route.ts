import { endpoints } from "@/app/api/v1/endpoints";
import { shownTo } from "@/app/api/v1/links/shown-link";
import { pauseLink } from "@/lib/interactors/links/pause-link";
import { presentLink } from "@/lib/presenters/http/link-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, _, { id }) => Response.json(presentLink(await pauseLink(ctx, { id }), shownTo(ctx))),
});
