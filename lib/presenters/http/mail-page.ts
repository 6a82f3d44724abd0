// What a mail may show is in it: styles of its own and pictures as data. It runs nothing, fetches nothing, and its
// links
// lead out of whatever frame it is in.
const INERT = [
  ...["default-src 'none'", "img-src data:", "style-src 'unsafe-inline'", "frame-ancestors 'self'"],
  "sandbox allow-popups allow-popups-to-escape-sandbox",
].join("; ");

/** A mail as a page of its own, for whoever may read it. */
export function mailPage(html: string): Response {
  return new Response(html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": INERT,
      "Cross-Origin-Resource-Policy": "same-origin",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
