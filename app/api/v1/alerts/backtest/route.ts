import { endpoints } from "@/app/api/v1/endpoints";
import { backtestAlert } from "@/lib/interactors/alerts/backtest-alert";
import { presentBacktest } from "@/lib/presenters/http/alert-answers";
import { readBody } from "@/lib/presenters/http/read-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx, request) => Response.json(presentBacktest(await backtestAlert(ctx, await readBody(request)))),
});
