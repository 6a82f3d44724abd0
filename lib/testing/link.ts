import { randomBytes } from "node:crypto";
import { LINK_MINUTES, type LinkKind } from "@/lib/domain/mail";
import type { Store } from "@/lib/store/engine/store";
import { hashLink } from "@/lib/store/records/mailed-links";

/** The token of a link as if it was mailed at this moment. */
export async function mailedLink(
  store: Store,
  { kind, email, userId = null }: { kind: LinkKind; email: string; userId?: string | null },
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + LINK_MINUTES[kind] * 60_000);
  await store.prisma.mailedLink.create({ data: { kind, email, userId, hash: hashLink(token), expiresAt } });
  return token;
}
