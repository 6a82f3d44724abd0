import type { z } from "zod";
import { endpoints } from "@/app/api/v1/endpoints";
import { addCard, type addCardInput } from "@/lib/interactors/dashboards/add-card";
import { presentCard } from "@/lib/presenters/http/dashboard-answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, request, { id }) => {
    const body = await readBody<z.input<typeof addCardInput>>(request);
    const { card } = await addCard(ctx, { ...body, id });
    return Response.json(presentCard(card), { status: 201 });
  },
});
