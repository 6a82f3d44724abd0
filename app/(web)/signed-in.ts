import { notFound, redirect } from "next/navigation";
import { pageContext } from "@/lib/auth/context";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";

/**
 * The context of a page for people in a team. Who is in none is told what to do about it, and everybody else is taken
 * to sign in and brought back to `path`. A courtesy, not the lock: every interactor checks for itself.
 */
export async function signedIn(path: string): Promise<Context> {
  const ctx = await signedInPerson(path);
  if (ctx.actor.kind === "person") redirect("/no-team");
  return ctx;
}

/** The context of a page for signed-in people, whether in a team or in none. */
export async function signedInPerson(path: string): Promise<Context> {
  const ctx = await pageContext();
  if (ctx.actor.kind !== "user" && ctx.actor.kind !== "person") redirect(`/signin?next=${encodeURIComponent(path)}`);
  return ctx;
}

/** What was asked for, or the page that says it is not there: a foreign id looks exactly like a missing one. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_found") notFound();
    throw error;
  }
}
