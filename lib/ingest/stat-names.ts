import type pg from "pg";
import { type StatKind, TRASH_HOURS } from "@/lib/domain/stat";
import { createFedStats, type FedStat, findFedStats, type NotMade } from "@/lib/store/series/flush-names";
import { Unavailable } from "@/lib/store/series/flush-pool";
import type { ChangeWatch } from "./change-watch";
import type { DatabaseClock } from "./database-clock";

export interface NameLimits {
  stats: number;
  newStatsPerMinute: number;
}

interface Waiting {
  kind: StatKind;
  settle: (found: FedStat | NotMade) => void;
  fail: (error: unknown) => void;
}

const MOST_REMEMBERED = 500_000;
const MOST_AT_ONCE = 500;
const TRASH_MS = TRASH_HOURS * 3_600_000;

/** What the names of each team feed; makes the stats of names that feed nothing yet. */
export class StatNames {
  readonly #teams = new Map<string, Map<string, FedStat>>();
  readonly #waiting = new Map<string, Map<string, Waiting[]>>();
  #remembered = 0;

  constructor(
    private readonly pool: pg.Pool,
    private readonly watch: ChangeWatch,
    private readonly clock: DatabaseClock,
    private readonly limits: NameLimits,
  ) {}

  /** What a name feeds, as far as that is remembered. */
  known(teamId: string, name: string): FedStat | undefined {
    if (!this.watch.trusted) return undefined;
    const stat = this.#teams.get(teamId)?.get(name);
    return stat === undefined || this.#isGone(stat) ? undefined : stat;
  }

  /**
   * What a name feeds, after making a stat of this kind when it fed nothing. Names wanted while a team's last
   * question is under way go together in its next one. Throws Unavailable.
   */
  resolve(teamId: string, name: string, kind: StatKind): Promise<FedStat | NotMade> {
    return new Promise((settle, fail) => {
      const waiting = this.#waiting.get(teamId);
      const team = waiting ?? new Map<string, Waiting[]>();
      const sameName = team.get(name);
      if (sameName === undefined) team.set(name, [{ kind, settle, fail }]);
      else sameName.push({ kind, settle, fail });
      if (waiting !== undefined) return;
      this.#waiting.set(teamId, team);
      queueMicrotask(() => void this.#ask(teamId, team));
    });
  }

  forget(): void {
    this.#teams.clear();
    this.#remembered = 0;
  }

  async #ask(teamId: string, team: Map<string, Waiting[]>): Promise<void> {
    while (team.size > 0) {
      const batch = [...team].slice(0, MOST_AT_ONCE);
      for (const [name] of batch) team.delete(name);
      const waiting = new Map(batch);
      try {
        const found = await this.#find(teamId, waiting);
        for (const [name, all] of batch) for (const each of all) answer(each, found.get(name));
      } catch (error) {
        for (const [, all] of batch) for (const each of all) each.fail(error);
      }
    }
    this.#waiting.delete(teamId);
  }

  async #find(teamId: string, waiting: Map<string, Waiting[]>): Promise<Map<string, FedStat | NotMade>> {
    const stamp = this.watch.stamp();
    const found = new Map<string, FedStat | NotMade>();
    for (const [name, stat] of await findFedStats(this.pool, teamId, [...waiting.keys()])) {
      if (!this.#isGone(stat)) found.set(name, stat);
    }
    const missing = [...waiting].flatMap(([name, [first]]) =>
      found.has(name) || first === undefined ? [] : [{ name, kind: first.kind }],
    );
    if (missing.length > 0) {
      for (const [name, stat] of await createFedStats(this.pool, teamId, missing, this.limits)) found.set(name, stat);
    }
    if (stamp !== null && stamp === this.watch.stamp()) this.#remember(teamId, found);
    return found;
  }

  #remember(teamId: string, found: Map<string, FedStat | NotMade>): void {
    if (this.#remembered >= MOST_REMEMBERED) this.forget();
    const team = this.#teams.get(teamId) ?? new Map<string, FedStat>();
    this.#teams.set(teamId, team);
    for (const [name, stat] of found) {
      if ("refused" in stat) continue;
      if (!team.has(name)) this.#remembered += 1;
      team.set(name, stat);
    }
  }

  /** In the trash for so long that its names are free again. */
  #isGone(stat: FedStat): boolean {
    return stat.trashedAt !== null && this.clock.now() > stat.trashedAt + TRASH_MS;
  }
}

function answer(waiting: Waiting, found: FedStat | NotMade | undefined): void {
  if (found === undefined) waiting.fail(new Unavailable("the stat could not be made"));
  else waiting.settle(found);
}
