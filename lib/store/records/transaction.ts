import type { Store } from "@/lib/store/engine/store";
import type { Prisma } from "@/lib/store/generated/client";

/** Prisma inside or outside a transaction: a record function takes either. */
export type Transaction = Prisma.TransactionClient;

const ATTEMPTS = 4;

/**
 * Runs `work` in one transaction; a deadlock, or a clash of freshly drawn random ids, runs it anew. So `work` does
 * nothing that a second run would do twice outside the database.
 */
export async function transaction<T>(store: Store, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.prisma.$transaction(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isWorthAnotherTry(error)) throw error;
    }
  }
}

/** Runs `read`, which changes nothing, on the database as it is at one moment. */
export async function snapshot<T>(prisma: Store["prisma"], read: (tx: Transaction) => Promise<T>): Promise<T> {
  return prisma.$transaction(read, { isolationLevel: "RepeatableRead" });
}

/** P2034: a deadlock or a serialisation failure; P2002: a unique index. */
function isWorthAnotherTry(error: unknown): boolean {
  return isDatabaseError(error, "P2034") || isDatabaseError(error, "P2002");
}

/** Whether an error is Prisma's of this code, whichever copy of the client threw it. */
function isDatabaseError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
