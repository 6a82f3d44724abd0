import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { baseUrl, env } from "@/lib/env";

/** How long the page after sign-up can still show the key it was made with. */
const REMEMBERED_SECONDS = 15 * 60;

// Another salt than the session's: neither cookie can be read as the other.
const SALT = "statnest.first-key";
const NAME = "statnest.first-key";

interface FirstKey {
  teamId: string;
  ezkey: string;
}

/** Keeps a key that was just made in an encrypted cookie for 15 minutes, so that a reload still shows it. */
export async function rememberFirstKey({ teamId, ezkey }: FirstKey): Promise<void> {
  const value = await encode({ token: { teamId, ezkey }, secret: secret(), salt: SALT, maxAge: REMEMBERED_SECONDS });
  (await cookies()).set(NAME, value, { ...cookieOptions(), maxAge: REMEMBERED_SECONDS });
}

/** The key this browser's person made a moment ago for this team, or null. */
export async function readFirstKey(teamId: string): Promise<string | null> {
  const value = (await cookies()).get(NAME)?.value;
  if (value === undefined) return null;
  try {
    const token = await decode({ token: value, secret: secret(), salt: SALT });
    return token?.teamId === teamId && typeof token.ezkey === "string" ? token.ezkey : null;
  } catch {
    return null;
  }
}

export async function forgetFirstKey(): Promise<void> {
  (await cookies()).set(NAME, "", { ...cookieOptions(), maxAge: 0 });
}

function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: baseUrl().startsWith("https:") } as const;
}

function secret(): string {
  const known = env().NEXTAUTH_SECRET;
  if (known === undefined) throw new Error("NEXTAUTH_SECRET is not set");
  return known;
}
