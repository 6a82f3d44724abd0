import type { Asked } from "@/app/embed/public-route";
import { type ReadPublic, readPublic } from "./read-public";

/** What a route under a public page's address is about. */
export async function readAsked({ request, query }: Asked): Promise<ReadPublic> {
  const [, , token = ""] = new URL(request.url).pathname.split("/");
  return readPublic(token, Object.fromEntries(query));
}
