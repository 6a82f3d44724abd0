import type { Metadata } from "next";
import type { Query } from "@/app/page-props";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { getLink } from "@/lib/interactors/accounts/get-link";

/**
 * Of a page whose address holds a secret: nobody else it links to is told, and nobody lists it. With "no-referrer" browsers
 * would send its forms without an origin, and they would be refused.
 */
export const SECRET_PAGE: Metadata = { referrer: "same-origin", robots: { index: false, follow: false } };

interface Opened {
  token: string;
  /** What the link is for; null when it was used or has expired. */
  link: { email: string; userId: string | null } | null;
  /** Why it was not even looked at. */
  refusal?: string;
}

/** The mailed link that a page's address holds. Opening the page does not use it. */
export async function openedLink(
  ctx: Context,
  kind: "sign_in" | "reset_password" | "verify_email",
  query: Query,
): Promise<Opened> {
  const { token } = await query;
  if (typeof token !== "string") return { token: "", link: null };
  try {
    return { token, link: await getLink(ctx, { kind, token }) };
  } catch (error) {
    if (error instanceof Refusal && error.code === "invalid") return { token: "", link: null };
    if (error instanceof Refusal) return { token: "", link: null, refusal: error.detail };
    throw error;
  }
}
