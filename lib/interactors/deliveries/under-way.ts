import type { DueDelivery, UnderWay } from "@/lib/store/records/deliveries";

/** What this process is about to tell, whoever in it does: how often by lane and by team, and in all. */
const lanes = new Map<string, number>();
const teams = new Map<string, number>();
let all = 0;

export function underWay(mostOfTeam: number): UnderWay & { all: number } {
  const fullTeams = [...teams].filter(([, count]) => count >= mostOfTeam).map(([team]) => team);
  return { all, lanes: Object.fromEntries(lanes), fullTeams };
}

/** Counts a piece of work from its begin to its end, however it ends. */
export async function counted<T>(
  { lane, teamId }: Pick<DueDelivery, "lane" | "teamId">,
  work: () => Promise<T>,
): Promise<T> {
  add(lane, teamId, 1);
  try {
    return await work();
  } finally {
    add(lane, teamId, -1);
  }
}

function add(lane: string, teamId: string, count: number): void {
  all += count;
  addTo(lanes, lane, count);
  addTo(teams, teamId, count);
}

function addTo(counts: Map<string, number>, key: string, count: number): void {
  const sum = (counts.get(key) ?? 0) + count;
  if (sum === 0) counts.delete(key);
  else counts.set(key, sum);
}
