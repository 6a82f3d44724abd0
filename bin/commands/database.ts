import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { NOWHERE } from "@/lib/domain/source";
import { env } from "@/lib/env";
import { ensureReady, openDatabase } from "@/lib/store/engine/database";
import { openStore } from "@/lib/store/engine/store";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs an operator's command on the database the server uses, started and migrated when it is not yet, and
 * stopped again when nobody else is using it. No statement may take longer than `statementTimeoutMs`.
 */
export async function withDatabase<T>(
  work: (context: Context) => Promise<T>,
  { statementTimeoutMs = 60_000 } = {},
): Promise<T> {
  const { STATNEST_DATA, DATABASE_URL } = env();
  const database = await openDatabase({ dataFolder: resolve(ROOT, STATNEST_DATA), databaseUrl: DATABASE_URL });
  try {
    await ensureReady(database.url, { migrationsFolder: resolve(ROOT, "prisma/migrations") });
    const store = openStore(database.url, { connections: 2, statementTimeoutMs });
    try {
      return await work({ actor: { kind: "job", name: "command line" }, from: NOWHERE, store, clock: systemClock });
    } finally {
      await store.close();
    }
  } finally {
    await database.release();
  }
}
