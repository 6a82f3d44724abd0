import { endpoints } from "@/app/api/v1/endpoints";
import { getTeam } from "@/lib/interactors/team/get-team";
import { updateTeam } from "@/lib/interactors/team/update-team";
import { presentTeam } from "@/lib/presenters/http/answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx) => Response.json(presentTeam(await getTeam(ctx))),
  PATCH: async (ctx, request) => Response.json(presentTeam(await updateTeam(ctx, await readBody(request)))),
});
