import type { ListedStat } from "@/lib/domain/stat";
import { type MomentView, momentView } from "./moment";
import { maybeQuantity, type Quantity } from "./quantity";

/** A stat that another may be merged into, as it is chosen from a list. */
export interface MergeChoice {
  id: string;
  name: string;
  /** Where it is asked once more. */
  href: string;
  last: Quantity | null;
  seen: MomentView | null;
}

type Named = Pick<ListedStat, "id" | "name">;

/** A merge that somebody is asked to confirm. */
export interface MergePlan {
  from: Named;
  into: Named;
  /** What both are measured in, when that is not the same; an empty text is no unit. */
  units: { from: string; into: string } | null;
  /** The names of the teams that see the first, and will no longer. */
  sharedWith: string[];
}

/** The address of the page that merges a stat: its list, or with `into` the question. */
export function mergeHref(id: string, into?: string): string {
  const query = into === undefined ? "" : `?${new URLSearchParams({ into })}`;
  return `/stats/${encodeURIComponent(id)}/merge${query}`;
}

export function mergeChoices(from: ListedStat, stats: ListedStat[], now: Date, zone: string): MergeChoice[] {
  return stats
    .filter(({ id }) => id !== from.id)
    .map(({ id, name, unit, lastValue, lastAt }) => ({
      id,
      name,
      href: mergeHref(from.id, id),
      last: maybeQuantity(lastValue, unit),
      seen: lastAt === null ? null : momentView(lastAt, now, zone),
    }));
}

export function mergePlan(from: ListedStat, into: ListedStat, shares: { team: string }[] = []): MergePlan {
  return {
    from: { id: from.id, name: from.name },
    into: { id: into.id, name: into.name },
    units: from.unit === into.unit ? null : { from: from.unit, into: into.unit },
    sharedWith: shares.map(({ team }) => team),
  };
}
