import type { IncomingMessage } from "node:http";

/** Where a request goes: the path, and the query without its question mark. Null when that is no path (`OPTIONS *`). */
export function targetOf(request: IncomingMessage): { path: string; query: string } | null {
  let url = request.url ?? "";
  // A client that thinks we are its proxy sends the whole address.
  if (!url.startsWith("/")) url = url.replace(/^https?:\/\/[^/?#]*/i, "");
  if (!url.startsWith("/")) return null;
  const at = url.indexOf("?");
  return at < 0 ? { path: url, query: "" } : { path: url.slice(0, at), query: url.slice(at + 1) };
}
