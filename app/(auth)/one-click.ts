import { sourceOf } from "@/lib/auth/source";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { sharedStore } from "@/lib/store/engine/shared-store";

const PRIVATE = { "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer" };

interface OneClick {
  /** Throws a Refusal for a token that is not one, or no more. */
  stop: (context: Context, token: string) => Promise<unknown>;
  stopped: string;
  unknown: string;
  /** Where a person finds a button that does the same. */
  page: string;
}

/** The two handlers of an address in a mail's `List-Unsubscribe`, which has its proof as `?token=`. */
export function oneClick({ stop, stopped, unknown, page }: OneClick) {
  return {
    /**
     * What a mail program asks for when its reader has had enough (RFC 8058): it has no cookies, nobody sees the answer,
     * and it follows no redirect.
     */
    async POST(request: Request): Promise<Response> {
      try {
        await stop(nobody(request), tokenOf(request));
        return said(200, stopped);
      } catch (error) {
        if (error instanceof Refusal) return said(404, unknown);
        throw error;
      }
    },

    /** For whoever opens the address in a browser. */
    async GET(request: Request): Promise<Response> {
      const location = `${page}?token=${encodeURIComponent(tokenOf(request))}`;
      return new Response(null, { status: 303, headers: { ...PRIVATE, Location: location } });
    },
  };
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
