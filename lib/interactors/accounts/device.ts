import { createHash } from "node:crypto";
import { z } from "zod";

/**
 * A browser that somebody signed in with before, as its own encrypted cookie says: never taken from what a request says
 * otherwise. It names accounts only by a mark.
 */
export const deviceInput = z.strictObject({ id: z.string().max(64), accounts: z.array(z.string().max(64)).max(16) });
export type Device = z.output<typeof deviceInput>;

/** How a device names an account. */
export function accountMark(userId: string): string {
  return createHash("sha256").update(`account ${userId}`).digest("base64url");
}

/** Whether this account was signed in to with the device. */
export function isKnownDevice(device: Device | null | undefined, userId: string): device is Device {
  return device?.accounts.includes(accountMark(userId)) ?? false;
}
