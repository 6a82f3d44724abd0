import { z } from "zod";
import { linkClosed } from "@/lib/domain/public-link";
import { parseInput } from "@/lib/interactors/parse";
import { findLinksOfStats } from "@/lib/store/records/links";
import type { PublicContext } from "./public-context";

const schema = z.strictObject({ id: z.string() });

/**
 * The token under which anybody sees a stat, of any team, or the one that it was merged into; null when it is not public
 * just now, or was never there: nobody can tell which.
 */
export async function findPublicStat(ctx: PublicContext, input: z.input<typeof schema>): Promise<string | null> {
  const { id } = parseInput(schema, input);
  const link = (await findLinksOfStats(ctx.store.pool, [id])).get(id);
  return link === undefined || linkClosed(link, ctx.clock.now()) !== null ? null : link.token;
}
