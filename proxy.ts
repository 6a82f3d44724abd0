import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { pagePolicy } from "@/lib/presenters/http/page-policy";

const NONCE_BYTES = 16;

/**
 * Gives each page a policy with a nonce of its own, and tells Next and the layout so that their scripts carry it. Who
 * may see what is decided elsewhere: without this file nobody would see more.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  const policy = pagePolicy(nonce, { dev: process.env.NODE_ENV === "development" });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

// Next reads this without running it. What is left out has a policy of its own (next.config.js, lib/presenters/embed):
// the API, numbers, embeds, data of public pages, scripts for other sites, and files of public/ and of the build.
export const config = {
  matcher: [
    "/((?!api/|x/|a1/|ez$|c$|v$|embed/.|badge/[^/]+$|oembed$|s/[^/]+/.|stats/[^/]+/csv/|javascripts/|_next/static/|[^/]+\\.(?:svg|png|ico|txt)$).*)",
  ],
};
