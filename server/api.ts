import { env } from "@/lib/env";
import { isIngestPath, sharedIngest } from "@/lib/ingest/ingest";
import { answerIngest } from "@/lib/ingest/node-door";
import { log, loggedPath } from "@/lib/log";
import { answerAway, answerMethodNotAllowed, answerProblem, keepToHttps, METHODS } from "./answers";
import { drainServer } from "./drain";
import { openHealth } from "./health";
import { publicServer } from "./http-server";
import { live, type Stop } from "./life";
import { listenOnPort } from "./listen";
import { measure } from "./measure";
import { openProxy } from "./proxy";
import { targetOf } from "./target";

/** The public port: numbers go straight to ingest, everything else over a socket to the web process, if there is one. */
await live("api", async (life) => {
  const settings = env();
  const { DATABASE_URL: databaseUrl, STATNEST_WEB_SOCKET: webSocket } = settings;
  if (databaseUrl === undefined) throw new Error("DATABASE_URL is not set");
  const dev = settings.NODE_ENV === "development";
  const health = openHealth(life, databaseUrl, webSocket);
  const ingest = sharedIngest();
  const proxy = webSocket === undefined ? null : openProxy(webSocket);
  const logsRequests = log().isLevelEnabled("debug");

  const server = publicServer((request, response) => {
    if (life.draining) response.shouldKeepAlive = false;
    keepToHttps(request, response);
    if (logsRequests) {
      response.once("close", () =>
        log().debug(
          { method: request.method, path: loggedPath(request.url ?? ""), status: response.statusCode },
          "request",
        ),
      );
    }
    const target = targetOf(request);
    if (target === null || !METHODS.includes(request.method ?? "")) return answerMethodNotAllowed(request, response);
    if (isIngestPath(target.path)) {
      if (!life.migrated) return answerAway(request, response);
      return void answerIngest(ingest, target, request, response);
    }
    if (health.answer(target.path, request, response)) return;
    if (!proxy) return answerProblem(request, response, 404, "this process takes numbers; the pages are elsewhere");
    if (!life.migrated) return answerAway(request, response);
    proxy.pass(request, response);
  });
  if (dev && proxy) server.on("upgrade", proxy.upgrade);

  const port = await listenOnPort(server, settings.PORT, settings.HOST ?? "0.0.0.0");
  const stopMeasuring = measure(ingest);
  const stop: Stop = async (patient) => {
    stopMeasuring();
    await drainServer(server, patient && !dev, () => proxy?.endStreams());
    await ingest.close();
    await health.close();
  };
  return { stop, port };
});
