import type { z } from "zod";
import { endpoints } from "@/app/api/v1/endpoints";
import { arrangeCards, type arrangeCardsInput } from "@/lib/interactors/dashboards/arrange-cards";
import { presentDashboard } from "@/lib/presenters/http/dashboard-answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, request, { id }) => {
    const body = await readBody<z.input<typeof arrangeCardsInput>>(request);
    return Response.json(presentDashboard(await arrangeCards(ctx, { ...body, id })));
  },
});
