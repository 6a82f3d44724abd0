import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import next from "next";
import { finishWork } from "@/lib/ending";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { answering } from "@/lib/open-answer";
import { answerAway, answerMethodNotAllowed, keepToHttps, METHODS, OWN_HEADERS } from "./answers";
import { drainServer } from "./drain";
import { setOriginHeaders } from "./forwarded";
import { openHealth } from "./health";
import { publicServer } from "./http-server";
import { type Handle, keepAnswers } from "./kept-answers";
import { type Life, live, type Stop } from "./life";
import { listenOnPort, listenOnSocket, whenSocketGone } from "./listen";
import { targetOf } from "./target";

/** Next with a server of ours: behind the api on a unix socket, or for the public when this role is alone. */
await live("web", async (life) => {
  // A request's own failure that nobody awaited; ending the process would fail everybody else's as well.
  process.on("unhandledRejection", (reason) => log().error({ err: reason }, "a promise failed and nobody looked"));
  const settings = env();
  const { STATNEST_WEB_SOCKET: socket, DATABASE_URL: databaseUrl } = settings;
  if (socket !== undefined) return settings.NODE_ENV === "development" ? develop(socket) : serveTheApi(socket);
  if (databaseUrl === undefined) throw new Error("DATABASE_URL is not set");
  return serveThePublic(life, settings.PORT, settings.HOST ?? "0.0.0.0", databaseUrl);
});

/** The api has already judged how slow a client may be and how much it may send. */
const NO_LIMITS = { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 };

async function serveTheApi(socket: string) {
  const handle = await prepareNext({});
  const { watch, endStreams } = eventStreams();
  const server = createServer(NO_LIMITS, (request, response) => {
    watch(response);
    answer(handle, request, response);
  });
  await listenOnSocket(server, socket);
  whenSocketGone(socket, startAnew);
  const stop: Stop = async () => {
    await drainServer(server, false, endStreams);
    await finishWork();
  };
  return { stop, port: null };
}

/** Ends in order; the supervisor starts another. */
function startAnew(): void {
  if (process.connected) process.kill(process.pid, "SIGTERM");
}

/** With Next's compiler, which keeps a websocket to every open page and so takes them off this server. */
async function develop(socket: string) {
  const connections = new Set<Socket>();
  let handle: Handle | undefined;
  const server = createServer(NO_LIMITS, (request, response) => {
    if (handle) answer(handle, request, response);
  });
  server.on("connection", (connection) => {
    connections.add(connection);
    connection.once("close", () => connections.delete(connection));
  });
  handle = await prepareNext({ dev: true, httpServer: server });
  await listenOnSocket(server, socket);
  const stop: Stop = () =>
    drainServer(server, false, () => {
      for (const connection of connections) connection.destroy();
    });
  return { stop, port: null };
}

/** Left to itself Next takes websockets off whatever server it meets; unless told, it is handed one that meets nobody. */
async function prepareNext({ dev = false, httpServer = createServer() }: { dev?: boolean; httpServer?: Server }) {
  const app = next({ dev, dir: process.cwd(), quiet: true, hostname: "localhost", port: env().PORT, httpServer });
  await app.prepare();
  const handle: Handle = app.getRequestHandler();
  return dev ? handle : keepAnswers(handle);
}

async function serveThePublic(life: Life, port: number, host: string, url: string) {
  const handle = await prepareNext({ dev: env().NODE_ENV === "development" });
  const health = openHealth(life, url, undefined);
  const { watch, endStreams } = eventStreams();
  const server = publicServer((request, response) => {
    if (life.draining) response.shouldKeepAlive = false;
    keepToHttps(request, response);
    const target = targetOf(request);
    if (target === null || !METHODS.includes(request.method ?? "")) return answerMethodNotAllowed(request, response);
    if (health.answer(target.path, request, response)) return;
    if (!life.migrated) return answerAway(request, response);
    setOriginHeaders(request);
    watch(response);
    answer(handle, request, response);
  });
  const listening = await listenOnPort(server, port, host);
  const stop: Stop = async (patient) => {
    await drainServer(server, patient, endStreams);
    await finishWork();
    await health.close();
  };
  return { stop, port: listening };
}

function answer(handle: Handle, request: IncomingMessage, response: ServerResponse): void {
  answering(response, () => handle(request, response)).catch((error: unknown) => {
    log().error({ err: error }, "a page failed");
    if (!response.headersSent) response.writeHead(500, OWN_HEADERS);
    response.end();
  });
}

/** Server-sent events end only when told to; their pages then connect to whoever took over. */
function eventStreams() {
  const open = new Set<ServerResponse>();
  return {
    watch(response: ServerResponse) {
      response.on("error", () => {});
      response.on("close", () => open.delete(response));
      open.add(response);
    },
    endStreams() {
      for (const response of open) {
        if (String(response.getHeader("content-type")).startsWith("text/event-stream")) response.end();
      }
    },
  };
}
