import { createHash } from "node:crypto";
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { originOf } from "./forwarded";

const AWAY_STYLE = `
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; display: grid; place-content: center; min-height: 90vh; margin: 0; padding: 1rem }
h1 { font-size: 1.25rem; margin: 0 }
p { margin: .5rem 0 0 }
`;

/** On every answer that the processes give by themselves. */
export const OWN_HEADERS = {
  "Cache-Control": "private, no-store",
  "Content-Security-Policy": [
    "default-src 'none'",
    `style-src 'sha256-${createHash("sha256").update(AWAY_STYLE).digest("base64")}'`,
    ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
  ].join("; "),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** Whoever came by https is to come by https from now on; scripts on plain http go on as they are. */
export function keepToHttps(request: IncomingMessage, response: ServerResponse): void {
  if (originOf(request).proto === "https") response.setHeader("Strict-Transport-Security", "max-age=31536000");
}

export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** RFC 9457. `detail` is for whoever asked. */
export function answerProblem(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  detail: string,
  headers: Record<string, string> = {},
): void {
  const title = STATUS_CODES[status] ?? "Error";
  const text = `${JSON.stringify({ type: "about:blank", title, status, detail })}\n`;
  send(request, response, status, "application/problem+json", text, headers);
}

export function answerMethodNotAllowed(request: IncomingMessage, response: ServerResponse): void {
  answerProblem(request, response, 405, `${request.method} is not understood here`, { Allow: METHODS.join(", ") });
}

/** The pages are away for a moment: a browser gets a page that tries again by itself, everybody else problem+json. */
export function answerAway(request: IncomingMessage, response: ServerResponse): void {
  const headers = { "Retry-After": "2" };
  if (request.headers.accept?.includes("text/html")) {
    send(request, response, 503, "text/html; charset=utf-8", AWAY_PAGE, headers);
  } else {
    answerProblem(request, response, 503, "not available for a moment; try again", headers);
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers: Record<string, string>,
): void {
  const length = Buffer.byteLength(text);
  response.writeHead(status, { ...OWN_HEADERS, "Content-Type": type, "Content-Length": length, ...headers });
  response.end(request.method === "HEAD" ? undefined : text);
}

const AWAY_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>Statnest: one moment</title>
<style>${AWAY_STYLE}</style>
</head>
<body>
<main>
<h1>One moment</h1>
<p>The pages are starting. This page tries again by itself.</p>
<p>Numbers that are sent meanwhile are either stored or refused, never lost in silence.</p>
</main>
</body>
</html>
`;
