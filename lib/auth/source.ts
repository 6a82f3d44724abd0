import { headers } from "next/headers";
import type { Source } from "@/lib/domain/source";

/** Where a request came from: the address is the one our own server saw, whatever the client says of itself. */
export function sourceOf(sent: Headers): Source {
  return { address: sent.get("x-forwarded-for") ?? "", agent: sent.get("user-agent") ?? "" };
}

/** The path of the page whose form was sent; empty when the browser does not say. */
export async function pagePath(): Promise<string> {
  const page = (await headers()).get("referer") ?? "";
  return URL.canParse(page) ? new URL(page).pathname : "";
}

/** Where the request of a page or a server action came from. */
export async function pageSource(): Promise<Source> {
  return sourceOf(await headers());
}

/** The host that the request of a page was sent to. */
export async function askedHost(): Promise<string> {
  const asked = await headers();
  return asked.get("x-forwarded-host") ?? asked.get("host") ?? "";
}
