import { z } from "zod";
import { Refusal } from "@/lib/errors";
import type { InvitationName } from "@/lib/store/records/invitations";
import { hashLink } from "@/lib/store/records/mailed-links";

/** The link that was mailed or, for somebody who has proved the address, the invitation's id. */
export const invitationInput = z.union([
  z.strictObject({ token: z.string().max(200) }),
  z.strictObject({ id: z.string() }),
]);

export function invitationName(input: z.output<typeof invitationInput>): InvitationName {
  if ("token" in input) return { hash: hashLink(input.token) };
  if (!z.uuid().safeParse(input.id).success) throw noSuchInvitation();
  return input;
}

/** One and the same for an invitation that never was, was used or revoked, has expired, or is another's. */
export function noSuchInvitation(): Refusal {
  return new Refusal("not_found", "This invitation was used or taken back, or has expired. Ask for a new one.");
}
