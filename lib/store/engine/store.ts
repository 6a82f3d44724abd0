import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/lib/store/generated/client";

/** One database, two ways in: Prisma for records, the bare pool for the raw statements of series and ingest. */
export interface Store {
  readonly url: string;
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Connections of the pool, which Prisma shares. */
  connections?: number;
  /** A statement that runs longer is cancelled by the server. */
  statementTimeoutMs?: number;
  onError?: (error: Error) => void;
}

/**
 * Reads take a few milliseconds, yet their cost is guessed so high that PostgreSQL would compile each of them for a
 * hundred. What a DATABASE_URL says in `options` goes before.
 */
const NO_JIT = "-c jit=off";

/** Opens nothing yet: the first statement connects. A full pool refuses after two seconds rather than wait for ever. */
export function openStore(url: string, options: StoreOptions = {}): Store {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 2_000,
    statement_timeout: options.statementTimeoutMs ?? 5_000,
    idle_in_transaction_session_timeout: 10_000,
    application_name: "statnest",
    options: NO_JIT,
  });
  // An idle client whose server stops raises here; without a listener the process would end.
  pool.on("error", (error) => options.onError?.(error));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    url,
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
