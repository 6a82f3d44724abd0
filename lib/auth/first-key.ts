import { sealedCookie } from "./sealed-cookie";

/** How long the page after sign-up can still show the key it was made with. */
const REMEMBERED_SECONDS = 15 * 60;

const cookie = sealedCookie("statnest.first-key", REMEMBERED_SECONDS);

interface FirstKey {
  teamId: string;
  ezkey: string;
}

/** Keeps a key that was just made in an encrypted cookie for 15 minutes, so that a reload still shows it. */
export async function rememberFirstKey({ teamId, ezkey }: FirstKey): Promise<void> {
  await cookie.write({ teamId, ezkey });
}

/** The key this browser's person made a moment ago for this team, or null. */
export async function readFirstKey(teamId: string): Promise<string | null> {
  const kept = await cookie.read();
  return kept?.teamId === teamId && typeof kept.ezkey === "string" ? kept.ezkey : null;
}

export async function forgetFirstKey(): Promise<void> {
  await cookie.forget();
}
