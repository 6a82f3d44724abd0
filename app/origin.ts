import { headers } from "next/headers";
import { env } from "@/lib/env";

/**
 * The address this person uses, without a slash at its end: STATNEST_URL when it is set, else what their
 * browser asked for. Only for text that is shown to them, never for links in mails.
 */
export async function shownOrigin(): Promise<string> {
  const { STATNEST_URL, PORT } = env();
  if (STATNEST_URL !== undefined) return STATNEST_URL.replace(/\/+$/, "");
  const asked = await headers();
  const host = first(asked.get("x-forwarded-host")) ?? asked.get("host") ?? "";
  const scheme = first(asked.get("x-forwarded-proto")) === "https" ? "https" : "http";
  return /^[\w.:[\]-]+$/.test(host) ? `${scheme}://${host}` : `http://localhost:${PORT}`;
}

function first(list: string | null): string | undefined {
  return list?.split(",")[0]?.trim();
}
