import type { Owner } from "@/lib/store/series/flush-owners";
import type { Desk } from "./dialect";

/** Whose an EZ key is: one of the team's ingest keys. Throws Unavailable. */
export async function findEzOwner(ezkey: string | undefined, desk: Desk): Promise<Owner | { problem: string }> {
  if (ezkey === undefined || ezkey === "") return { problem: "no ezkey specified" };
  const owner = await desk.owners.ofKey(ezkey);
  if (owner === null) return { problem: "unknown ezkey" };
  if (owner.revoked) return { problem: "this ezkey was revoked" };
  if (isExpired(owner, desk)) return { problem: "this ezkey has expired" };
  if (owner.keyKind !== "ingest")
    return { problem: `a ${owner.keyKind} key sends no numbers; use an ingest key, sn_in_…` };
  if (!owner.ezEnabled) return { problem: "the EZ API is switched off for this team" };
  desk.keyUses.note(owner.keyId);
  return owner;
}

export function isExpired(owner: Owner, desk: Desk): boolean {
  return owner.expiresAt !== null && desk.clock.now() >= owner.expiresAt;
}
