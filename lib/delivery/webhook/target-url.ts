import { isIP } from "node:net";
import { isPublicAddress } from "./public-address";
import type { Reach } from "./reach";

const LONGEST_URL = 2_000;
const NOT_PUBLIC = "leads to an address that is not on the public internet";
/** Names that no public name server knows, whatever this host makes of them. */
const CLOSED_NAMES = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|arpa|test|invalid|onion)$/;

/** What may be called, or why it may not, in words that go after "the URL". */
export type CheckedUrl = { url: URL } | { problem: string };

/**
 * Looks at a URL without looking anything up. 1. It is a URL as it stands, with nothing to be cleaned. 2. https, at a
 * port that may be. 3. It names nobody. 4. Its host is a public address, or a full name that may be public and is not
 * ours. What the name leads to is for `findAddresses`, each time anew.
 */
export function checkUrl(text: string, reach: Pick<Reach, "anywhere" | "ports" | "ownHosts">): CheckedUrl {
  if (text.length > LONGEST_URL) return { problem: `must have at most ${LONGEST_URL} characters` };
  if (/[\s\p{Cc}\\]/u.test(text) || !URL.canParse(text)) return { problem: "is no URL" };
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return { problem: "must hold no user name or password" };
  if (url.protocol !== "https:" && !(reach.anywhere && url.protocol === "http:")) {
    return { problem: "must begin with https://" };
  }
  url.hash = "";
  if (reach.anywhere) return { url };
  if (!reach.ports.includes(Number(url.port || 443))) {
    return {
      problem: `must be at port ${new Intl.ListFormat("en", { type: "disjunction" }).format(reach.ports.map(String))}`,
    };
  }
  const problem = hostProblem(hostOf(url), reach.ownHosts);
  return problem === null ? { url } : { problem };
}

/** The host of a URL, an IPv6 address without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

/**
 * All addresses that a host has now, each on the public internet. Connect to these and to no others: a name may lead
 * elsewhere the next time. Throws a `ClosedAddress` where one is not, and what looking it up throws.
 */
export async function findAddresses(host: string, reach: Pick<Reach, "anywhere" | "resolve">): Promise<string[]> {
  const addresses = isIP(host) === 0 ? await reach.resolve(host) : [host];
  if (!reach.anywhere && !addresses.every(isPublicAddress)) throw new ClosedAddress(NOT_PUBLIC);
  if (addresses.length === 0 || !addresses.every((address) => isIP(address) > 0))
    throw new ClosedAddress("has no address");
  return addresses;
}

/** A host that leads where nobody may be called. Its message goes after "the URL". */
export class ClosedAddress extends Error {
  override readonly name = "ClosedAddress";
}

function hostProblem(host: string, ownHosts: readonly string[]): string | null {
  if (isIP(host) > 0) return isPublicAddress(host) ? null : NOT_PUBLIC;
  if (host.endsWith(".")) return "must not have a dot at the end of its host";
  if (!host.includes(".") || CLOSED_NAMES.test(host)) return NOT_PUBLIC;
  return ownHosts.includes(host) ? "leads to this very site" : null;
}
