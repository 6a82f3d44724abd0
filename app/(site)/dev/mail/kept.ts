import { notFound } from "next/navigation";
import { pageContext } from "@/lib/auth/context";
import { askedHost } from "@/lib/auth/source";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";

/** What an interactor of kept mails answers to this request, or the page that says that nothing is here. */
export async function kept<T>(ask: (ctx: Context, host: string) => Promise<T>): Promise<{ ctx: Context; found: T }> {
  const ctx = await pageContext();
  try {
    return { ctx, found: await ask(ctx, await askedHost()) };
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_found") notFound();
    throw error;
  }
}
