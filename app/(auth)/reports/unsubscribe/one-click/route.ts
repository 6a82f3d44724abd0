import { sourceOf } from "@/lib/auth/source";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { unsubscribe } from "@/lib/interactors/reports/unsubscribe";
import { sharedStore } from "@/lib/store/engine/shared-store";

const PRIVATE = { "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer" };

/**
 * What a mail program asks for when its reader has had enough (RFC 8058): it has no cookies, nobody sees the answer, and
 * it follows no redirect.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    await unsubscribe(nobody(request), { token: tokenOf(request) });
    return said(200, "This report is not mailed to this address any more.");
  } catch (error) {
    if (error instanceof Refusal) return said(404, "This link was not copied in full, or the report is gone.");
    throw error;
  }
}

/** For whoever opens the address in a browser: a page with a button. */
export async function GET(request: Request): Promise<Response> {
  const location = `/reports/unsubscribe?token=${encodeURIComponent(tokenOf(request))}`;
  return new Response(null, { status: 303, headers: { ...PRIVATE, Location: location } });
}

function nobody(request: Request): Context {
  return { actor: { kind: "anonymous" }, from: sourceOf(request.headers), store: sharedStore(), clock: systemClock };
}

function tokenOf(request: Request): string {
  return new URL(request.url).searchParams.get("token") ?? "";
}

function said(status: number, words: string): Response {
  return new Response(`${words}\n`, { status, headers: { ...PRIVATE, "Content-Type": "text/plain; charset=utf-8" } });
}
