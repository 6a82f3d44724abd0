import type { StatKind } from "@/lib/domain/stat";
import { readCompared } from "./compared";

export const SORTS = [
  { sort: "name", text: "Name" },
  { sort: "-last_at", text: "Last seen" },
  { sort: "-created_at", text: "Newest" },
] as const;
type Sort = (typeof SORTS)[number]["sort"];

/** What the list of stats is asked to show: all of it is in the address. */
export interface StatsAddress {
  q: string;
  kind: StatKind | "";
  favourite: boolean;
  /** What other teams share with this one, instead of its own. */
  shared: boolean;
  trash: boolean;
  sort: Sort;
  cursor: string;
  /** The ids of the stats that are in a comparison already, to which more are being chosen. */
  compared: string[];
}

type Params = Record<string, string | string[] | undefined>;

/** Reads what the address says; whatever it says wrongly is as if it were not there. */
export function readStatsAddress(params: Params): StatsAddress {
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : "");
  const kind = text("kind");
  return {
    q: text("q").slice(0, 255),
    kind: kind === "counter" || kind === "value" ? kind : "",
    favourite: text("favourite") === "1",
    shared: text("shared") === "1" && text("trash") !== "1",
    trash: text("trash") === "1",
    sort: SORTS.find(({ sort }) => sort === text("sort"))?.sort ?? "name",
    cursor: text("cursor"),
    compared: readCompared(text("compare")),
  };
}

/** The address of the list with something changed; a change of what is listed begins at its first page. */
export function statsHref(address: StatsAddress, change: Partial<StatsAddress> = {}): string {
  const next = { ...address, cursor: "", ...change };
  const query = new URLSearchParams();
  if (next.q !== "") query.set("q", next.q);
  if (next.kind !== "") query.set("kind", next.kind);
  if (next.favourite) query.set("favourite", "1");
  if (next.shared) query.set("shared", "1");
  if (next.trash) query.set("trash", "1");
  if (next.sort !== "name") query.set("sort", next.sort);
  if (next.compared.length > 0) query.set("compare", next.compared.join(","));
  if (next.cursor !== "") query.set("cursor", next.cursor);
  return query.size === 0 ? "/stats" : `/stats?${query}`;
}

/** Whether nothing narrows the list: when it is empty then, the team has no stats at all. */
export function isPlain(address: StatsAddress): boolean {
  return !address.shared && isUnfiltered(address);
}

/** Whether the list shows everything that others share: when it is empty then, nobody shares anything. */
export function isAllShared(address: StatsAddress): boolean {
  return address.shared && isUnfiltered(address);
}

function isUnfiltered({ q, kind, favourite, trash, cursor }: StatsAddress): boolean {
  return q === "" && kind === "" && !favourite && !trash && cursor === "";
}

/** The list, to choose more stats for a comparison of these. */
export function addToCompareHref(ids: string[]): string {
  return statsHref({ ...readStatsAddress({}), compared: ids });
}
