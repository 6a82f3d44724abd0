import type { z } from "zod";
import { endpoints } from "@/app/api/v1/endpoints";
import type { Context } from "@/lib/context";
import type { PublicLink } from "@/lib/domain/public-link";
import { getLink } from "@/lib/interactors/links/get-link";
import { listLinks } from "@/lib/interactors/links/list-links";
import { makeEmbed, type makeEmbedInput } from "@/lib/interactors/links/make-embed";
import { publishDashboard, type publishDashboardInput } from "@/lib/interactors/links/publish-dashboard";
import { publishStat, type publishStatInput } from "@/lib/interactors/links/publish-stat";
import { presentLink, presentLinkWithChart } from "@/lib/presenters/http/link-answers";
import { readBody } from "@/lib/presenters/http/read-request";
import { shownTo } from "./shown-link";

type Wanted = z.input<typeof makeEmbedInput> | z.input<typeof publishStatInput> | z.input<typeof publishDashboardInput>;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: async (ctx) => {
    const links = await listLinks(ctx);
    return Response.json({ data: links.map((link) => presentLink(link, shownTo(ctx))), next: null });
  },
  POST: async (ctx, request) => {
    const { id } = await make(ctx, await readBody<Wanted>(request));
    return Response.json(presentLinkWithChart(await getLink(ctx, { id }), shownTo(ctx)), { status: 201 });
  },
});

async function make(ctx: Context, wanted: Wanted): Promise<PublicLink> {
  if ("statId" in wanted) return publishStat(ctx, wanted);
  return "dashboardId" in wanted ? publishDashboard(ctx, wanted) : makeEmbed(ctx, wanted);
}
