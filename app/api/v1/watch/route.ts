import { endpoints } from "@/app/api/v1/endpoints";
import { getWatch, setWatch } from "@/lib/interactors/alerts/watch-team";
import { readBody } from "@/lib/presenters/http/read-request";
import { presentWatch } from "@/lib/presenters/http/watch-answers";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx) => Response.json(presentWatch(await getWatch(ctx))),
  PATCH: async (ctx, request) => Response.json(presentWatch(await setWatch(ctx, await readBody(request)))),
});
