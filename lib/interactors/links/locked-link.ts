import { z } from "zod";
import type { PublicLink } from "@/lib/domain/public-link";
import { lockLink } from "@/lib/store/records/links";
import type { Transaction } from "@/lib/store/records/transaction";
import { noSuchLink } from "./link-input";

export const linkId = z.strictObject({ id: z.string() });

/** A link of the team, locked until the transaction ends. Throws `not_found`. */
export async function lockedLink(tx: Transaction, teamId: string, id: string): Promise<PublicLink> {
  const link = z.uuid().safeParse(id).success ? await lockLink(tx, teamId, id) : null;
  if (link === null) throw noSuchLink();
  return link;
}
