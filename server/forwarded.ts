import type { IncomingMessage } from "node:http";
import { isLoopback } from "@/lib/domain/loopback";

/** Of one connection only, never passed on (RFC 9110 7.6.1); those that Connection names come on top. */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Said by us or by nobody: what is believed of the client's address, and what Next says to itself. */
const OURS = new Set([
  "expect",
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-middleware-subrequest",
  "x-real-ip",
]);

/** What the pages are told of a request's origin. */
export interface Origin {
  address: string;
  proto: "http" | "https";
  host: string;
}

/**
 * Where a request came from. X-Forwarded-* is believed from this machine alone, that is from a proxy that runs here;
 * of its list of addresses only the last, which that proxy added itself.
 */
export function originOf(request: IncomingMessage): Origin {
  const peer = request.socket.remoteAddress ?? "";
  const trusted = isLoopback(peer);
  const said = (name: string) => (trusted ? request.headers[name] : undefined)?.toString();
  const address = said("x-forwarded-for")?.split(",").at(-1)?.trim();
  return {
    address: address || peer,
    proto: said("x-forwarded-proto")?.split(",").at(-1)?.trim() === "https" ? "https" : "http",
    host: said("x-forwarded-host")?.split(",").at(-1)?.trim() || (request.headers.host ?? "localhost"),
  };
}

/** The headers to hand to the web process, as a flat list of names and values. */
export function headersForWeb(request: IncomingMessage): string[] {
  const { address, proto, host } = originOf(request);
  const headers = endToEnd(request.rawHeaders, request.headers.connection, OURS);
  if (request.headers.host === undefined) headers.push("Host", host);
  if (request.headers["transfer-encoding"] !== undefined) headers.push("Transfer-Encoding", "chunked");
  headers.push("X-Forwarded-For", address, "X-Forwarded-Proto", proto, "X-Forwarded-Host", host);
  return headers;
}

/** The web process's headers to hand to the client, as a flat list of names and values. */
export function headersForClient(response: IncomingMessage): string[] {
  return endToEnd(response.rawHeaders, response.headers.connection, new Set());
}

/** Where Next itself listens for the public, nobody stands before it to say this. */
export function setOriginHeaders(request: IncomingMessage): void {
  const { address, proto, host } = originOf(request);
  for (const name of OURS) if (name !== "expect") delete request.headers[name];
  Object.assign(request.headers, {
    "x-forwarded-for": address,
    "x-forwarded-proto": proto,
    "x-forwarded-host": host,
  });
}

function endToEnd(raw: readonly string[], connection: string | undefined, without: ReadonlySet<string>): string[] {
  const named = new Set(connection?.toLowerCase().split(/\s*,\s*/) ?? []);
  const kept: string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? "";
    const key = name.toLowerCase();
    if (HOP_BY_HOP.has(key) || without.has(key) || named.has(key)) continue;
    kept.push(name, raw[i + 1] ?? "");
  }
  return kept;
}
