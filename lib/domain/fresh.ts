/** For how long after signing in a person without a password may set one, and change their address. */
export const FRESH_MINUTES = 10;

/** Whether somebody who signed in at a moment has just done so. */
export function isFresh(signedInAt: Date, now: Date): boolean {
  return now.getTime() - signedInAt.getTime() < FRESH_MINUTES * 60_000;
}
