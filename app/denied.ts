import type { Context } from "@/lib/context";
import type { Actor } from "@/lib/domain/actor";
import { Refusal } from "@/lib/errors";
import { log, loggedPath } from "@/lib/log";

/** What was asked for and who asked, as far as it is known when it is refused. */
interface Asked {
  method: string;
  /** An address or a part of one: nothing of its query is written. */
  path: string;
  /** Null when the key or session it was asked with is nobody's. */
  ctx: Context | null;
  /** The client's IP address. */
  address: string;
}

/** Whether something was refused for who asked. */
export function isDenial(error: unknown): error is Refusal {
  return error instanceof Refusal && (error.code === "unauthenticated" || error.code === "forbidden");
}

/** Leaves one line in the log for it: never a key, nor what was sent. */
export function noteDenial(error: Refusal, { method, path, ctx, address }: Asked): void {
  const line = { denied: error.code, method, path: loggedPath(path), actor: ctx?.actor.kind ?? "unknown", address };
  log().info({ ...line, ...(ctx === null ? {} : idsOf(ctx.actor)) }, "denied");
}

function idsOf(actor: Actor): Record<string, string> {
  if (actor.kind === "key") return { keyId: actor.keyId, teamId: actor.teamId };
  if (actor.kind === "user") return { userId: actor.userId, teamId: actor.teamId };
  return actor.kind === "person" ? { userId: actor.userId } : {};
}
