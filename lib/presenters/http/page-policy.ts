/**
 * The content security policy of a page that is answered with this nonce: scripts that carry it and what they load,
 * styles of our own files and those that carry it, nothing from elsewhere, and no frame around it. Style attributes are
 * let through, since charts are laid out with them; they run nothing. In development Next's compiler evaluates what it
 * has made, writes styles into the page and keeps a websocket to it.
 *
 * There is no upgrade-insecure-requests: a house network often has plain http only.
 */
export function pagePolicy(nonce: string, { dev }: { dev: boolean }): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    dev ? "connect-src 'self' ws: wss:" : "connect-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join("; ");
}
