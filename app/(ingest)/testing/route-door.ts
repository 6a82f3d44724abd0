import * as classicCounter from "@/app/(ingest)/c/route";
import * as ez from "@/app/(ingest)/ez/route";
import * as classicValue from "@/app/(ingest)/v/route";
import * as points from "@/app/api/v1/points/route";
import type { Ingest } from "@/lib/ingest/ingest";
import type { Door } from "@/lib/ingest/testing/doors";

const SHARED_INGEST = Symbol.for("statnest.ingest");

const ROUTES: Record<string, Record<string, (request: Request) => Promise<Response>>> = {
  "/c": classicCounter,
  "/v": classicValue,
  "/ez": ez,
  "/api/v1/points": points,
};

/** The App Router's handlers, which find the ingest where every process keeps its own. */
export function routeDoor(ingest: Ingest): Door {
  Object.assign(globalThis, { [SHARED_INGEST]: ingest });
  return {
    name: "route handlers",
    async send({ method = "GET", path, headers, body }) {
      const url = new URL(path, "http://localhost:3000");
      const handler = ROUTES[url.pathname]?.[method];
      if (handler === undefined) throw new Error(`no handler for ${method} ${url.pathname}`);
      const response = await handler(new Request(url, { method, headers, body: body as BodyInit | undefined }));
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      };
    },
    async close() {
      Object.assign(globalThis, { [SHARED_INGEST]: undefined });
    },
  };
}
