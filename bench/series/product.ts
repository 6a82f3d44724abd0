import { sessionCookie } from "@/lib/auth/cookie";
import { writeSessionToken } from "@/lib/auth/session-token";
import type { Owner } from "./cast";
import { type Ending, temporaryFolder } from "./ending";
import { startProgram } from "./process";
import { type Line, openLine } from "./web";

const READY = /ready on (http:\/\/\S+)/;
/** What of this run's own environment the product is not to hear. */
const OURS = /^(STATNEST_|NEXTAUTH_|NEXT_|DATABASE_URL$|CRON_SECRET$|HOST$|PORT$|NODE_ENV$)/;
export const SECRET = "a secret for one run of a benchmark";

export interface Product {
  /** With the read key. */
  api: Line;
  /** Signed in. */
  pages: Line;
}

/** Starts the product as `npm start` does, all roles, built when the build is stale; it ends with this run. */
export async function startProduct(databaseUrl: string, owner: Owner, ending: Ending): Promise<Product> {
  const base = await startServer(databaseUrl, ending);
  const api = openLine(base, { authorization: `Bearer ${owner.readKey}` });
  const pages = openLine(base, { cookie: await signedIn(owner, base) });
  for (const line of [api, pages]) ending.add("a connection", async () => line.close());
  return { api, pages };
}

/** The same, and resolves to its address; `more` is what else its environment says. */
export async function startServer(
  databaseUrl: string,
  ending: Ending,
  more: Record<string, string> = {},
): Promise<string> {
  const env: Record<string, string | undefined> = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name))),
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: SECRET,
    CRON_SECRET: SECRET,
    STATNEST_DATA: await temporaryFolder(ending),
    STATNEST_LIMIT_API_PER_MINUTE: "1000000",
    STATNEST_LOG_LEVEL: "warn",
    HOST: "127.0.0.1",
    PORT: "0",
    ...more,
  };
  const program = { command: process.execPath, args: ["server/start.js"], env };
  const output = await startProgram(program, ending, (said) => READY.test(said));
  return READY.exec(output)?.[1] ?? "";
}

async function signedIn({ userId, tokenVersion, sessionId }: Owner, base: string): Promise<string> {
  return `${sessionCookie(base).name}=${await writeSessionToken({ userId, tokenVersion, sessionId })}`;
}
