import { redirect } from "next/navigation";
import { signedIn } from "@/app/(web)/signed-in";
import type { Query } from "@/app/page-props";
import { pageContext } from "@/lib/auth/context";
import { findPublicStat } from "@/lib/interactors/links/find-public-stat";
import { rangeQuery, readRange } from "@/lib/presenters/view/range";

export interface StatPageProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

/**
 * Who asks for which stat over which range. Whoever is not signed in is taken to the public page of a stat that has one,
 * and else to sign in: to the same address whether the page or its title asks first.
 */
export async function askedStat({ params, searchParams }: StatPageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const asked = readRange(query);
  await leadStrangers(id, rangeQuery(asked));
  return { id, query, asked, ctx: await signedIn(`/stats/${id}?${rangeQuery(asked)}`) };
}

async function leadStrangers(id: string, query: string): Promise<void> {
  const ctx = await pageContext();
  if (ctx.actor.kind !== "anonymous") return;
  const token = await findPublicStat(ctx, { id });
  if (token !== null) redirect(`/s/${token}?${query}`);
}
