import type { Context } from "@/lib/context";
import { permitPerson } from "@/lib/interactors/permit";
import { findSessions, type SessionRecord } from "@/lib/store/records/sessions";

export interface ListedSession extends SessionRecord {
  /** Whether it is the one that asks. */
  current: boolean;
}

/**
 * The browsers in which the person who asks is signed in, the one they ask from first, then by when they were last
 * seen. A session that lay unused for `idleSeconds` has ended.
 */
export async function listSessions(ctx: Context, input: { idleSeconds: number }): Promise<ListedSession[]> {
  const { userId, sessionId } = permitPerson(ctx.actor);
  const now = ctx.clock.now();
  const idleSince = new Date(now.getTime() - input.idleSeconds * 1_000);
  const sessions = await findSessions(ctx.store.prisma, userId, now, idleSince);
  return sessions
    .map((session) => ({ ...session, current: session.id === sessionId }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}
