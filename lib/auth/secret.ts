import { env } from "@/lib/env";

/** What our cookies are encrypted with. Throws where the process was not told. */
export function authSecret(): string {
  const known = env().NEXTAUTH_SECRET;
  if (known === undefined) throw new Error("NEXTAUTH_SECRET is not set");
  return known;
}
