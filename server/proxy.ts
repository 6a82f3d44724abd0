import { type ClientRequest, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { log, loggedPath } from "@/lib/log";
import { answerAway, answerProblem, OWN_HEADERS } from "./answers";
import { headersForClient, headersForWeb } from "./forwarded";

/** The longest body passed on; ingest, which has a limit of its own, does not come this way. */
export const MAX_PROXIED_BODY_BYTES = 10 * 1024 * 1024;
/** A page that has not begun to answer by then never will. */
const FIRST_BYTE_MS = 60_000;

export interface WebProxy {
  pass(request: IncomingMessage, response: ServerResponse): void;
  /** Hands a connection over whole, for the websocket of Next's development server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends what never ends by itself: server-sent events and websockets. */
  endStreams(): void;
}

/** Passes requests to the web process over its socket, both ways as they flow, and each side's hanging up to the other. */
export function openProxy(socketPath: string): WebProxy {
  const streams = new Set<ServerResponse>();
  const websockets = new Set<Duplex>();
  return {
    pass: (request, response) => pass(socketPath, streams, request, response),
    upgrade(request, socket, head) {
      websockets.add(socket);
      socket.once("close", () => websockets.delete(socket));
      upgrade(socketPath, request, socket, head);
    },
    endStreams() {
      for (const response of streams) response.end();
      for (const socket of websockets) socket.destroy();
    },
  };
}

function pass(socketPath: string, streams: Set<ServerResponse>, request: IncomingMessage, response: ServerResponse) {
  if (Number(request.headers["content-length"] ?? 0) > MAX_PROXIED_BODY_BYTES) return tooLarge(request, response);

  // A connection of its own for each request: over a socket that costs next to nothing, and no idle one can go stale.
  const upstream = httpRequest({
    socketPath,
    agent: false,
    method: request.method,
    path: request.url,
    headers: headersForWeb(request),
  });
  const tooSlow = setTimeout(() => upstream.destroy(new Error("no answer")), FIRST_BYTE_MS);

  upstream.on("response", (answer) => {
    clearTimeout(tooSlow);
    if (response.headersSent) return answer.destroy();
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, [
      ...headersForClient(answer),
      ...unsaid(answer),
    ]);
    response.flushHeaders();
    if (answer.headers["content-type"]?.startsWith("text/event-stream")) streams.add(response);
    answer.pipe(response);
    answer.on("error", () => response.destroy());
  });
  upstream.on("error", (error) => {
    clearTimeout(tooSlow);
    request.unpipe(upstream);
    if (response.destroyed) return;
    if (response.headersSent) return void (response.writableEnded || response.destroy());
    log().debug({ path: loggedPath(request.url ?? ""), reason: error.message }, "the web process did not answer");
    answerAway(request, response);
    request.resume();
  });
  response.on("error", () => {});
  response.on("close", () => {
    clearTimeout(tooSlow);
    streams.delete(response);
    upstream.destroy();
  });
  sendBody(request, response, upstream);
}

/** What next.config.js has no say in, such as a redirect of Next's own, is answered as if by us. */
function unsaid({ headers }: IncomingMessage): string[] {
  if (headers["x-content-type-options"] !== undefined) return [];
  return Object.entries(OWN_HEADERS)
    .filter(([name]) => headers[name.toLowerCase()] === undefined)
    .flat();
}

function sendBody(request: IncomingMessage, response: ServerResponse, upstream: ClientRequest): void {
  let length = 0;
  request.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length <= MAX_PROXIED_BODY_BYTES || response.headersSent) return;
    request.unpipe(upstream);
    tooLarge(request, response);
    upstream.destroy();
  });
  request.on("error", () => upstream.destroy());
  request.pipe(upstream);
}

/** The rest of the body is read and dropped, so that the answer arrives; a sender who dawdles is cut by the server's clock. */
function tooLarge(request: IncomingMessage, response: ServerResponse): void {
  const detail = `the body may have ${MAX_PROXIED_BODY_BYTES} bytes at most`;
  answerProblem(request, response, 413, detail);
  request.resume();
}

function upgrade(socketPath: string, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const upstream = connect(socketPath, () => {
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
      lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
    }
    upstream.write(`${lines.join("\r\n")}\r\n\r\n`);
    upstream.write(head);
    upstream.pipe(socket);
    socket.pipe(upstream);
  });
  upstream.on("error", () => socket.destroy());
  socket.on("error", () => upstream.destroy());
  upstream.on("close", () => socket.destroy());
  socket.on("close", () => upstream.destroy());
}
