/**
 * Whether a browser made this request from our own pages. Browsers send `Origin` with every change: one without it,
 * with `null`, or of another site, subdomain or port, is not ours. `base` is our address; the host the request was
 * sent to counts as ours as well, since a cookie is only ever sent to the host it came from.
 */
export function isSameOrigin(headers: Headers, base: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  const hosts = [headers.get("host"), headers.get("x-forwarded-host")];
  return origin === new URL(base).origin || hosts.includes(new URL(origin).host);
}
