/**
 * Next calls this once before its first request. Under `npm start` everything has been checked by then; on a host that
 * only knows `next start` this is where a wrong or missing setting is named.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("@/lib/env");
  const settings = env();
  const missing = (["DATABASE_URL", "NEXTAUTH_SECRET"] as const).filter((name) => !settings[name]);
  if (missing.length > 0) {
    throw new Error(`configuration: ${missing.join(" and ")} must be set; or run npm start, which sees to it`);
  }
}
