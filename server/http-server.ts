import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { OWN_HEADERS } from "./answers";

/** A client has this long for its head, and this long for head and body together; looked at once a second. */
const HEAD_MS = 10_000;
const REQUEST_MS = 15_000;
/** Longer than proxies keep their side, so that it is they who let go first. */
const KEEP_ALIVE_MS = 75_000;
const MAX_HEADER_BYTES = 32 * 1024;

/**
 * A server for the public: slow clients are cut, and bytes that are no HTTP are answered and hung up on, but only
 * after the answers still owed on that connection (some old clients count characters for bytes, and leave a few over).
 */
export function publicServer(listener: RequestListener): Server {
  const newest = new WeakMap<Duplex, ServerResponse>();
  const server = createServer(
    {
      headersTimeout: HEAD_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      requireHostHeader: false,
    },
    (request, response) => {
      newest.set(request.socket, response);
      listener(request, response);
    },
  );
  server.on("clientError", (error: ClientError, socket) => {
    const last = newest.get(socket);
    const owed = last === undefined || last.writableFinished ? undefined : last;
    if (owed?.req.complete && error.code !== "ECONNRESET") return endAfter(owed, socket);
    if (!socket.writable || owed?.headersSent || error.code === "ECONNRESET") return socket.destroy();
    socket.end(plainAnswer(statusOf(error)), () => socket.destroy());
  });
  server.on("connect", (_request: IncomingMessage, socket: Duplex) => {
    socket.on("error", () => {});
    socket.end(plainAnswer("405 Method Not Allowed"), () => socket.destroy());
  });
  return server;
}

function endAfter(response: ServerResponse, socket: Duplex): void {
  response.shouldKeepAlive = false;
  response.once("close", () => socket.destroy());
  response.once("finish", () => socket.end(() => socket.destroy()));
}

interface ClientError extends NodeJS.ErrnoException {
  rawPacket?: Buffer;
}

function statusOf(error: ClientError): string {
  if (error.code === "HPE_INVALID_METHOD" && isRequestLine(error.rawPacket)) return "405 Method Not Allowed";
  if (error.code === "HPE_HEADER_OVERFLOW") return "431 Request Header Fields Too Large";
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") return "408 Request Timeout";
  return "400 Bad Request";
}

function isRequestLine(bytes: Buffer | undefined): boolean {
  return /^[A-Za-z-]+ \S+ HTTP\/1\.[01]\r?\n/.test(bytes?.toString("latin1") ?? "");
}

function plainAnswer(status: string): string {
  const own = Object.entries(OWN_HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}\r\n${own.join("")}Content-Length: 0\r\nConnection: close\r\n\r\n`;
}
