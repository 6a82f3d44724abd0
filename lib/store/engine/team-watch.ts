import type { Change } from "./changes";

/** Someone who wants to know which stats that one team sees moved; null means any of them. */
export interface Subscriber {
  teamId: string;
  /** The public ids of the stats that others share with the team, by the id of the team whose they are. */
  readShared(): Promise<Map<string, Set<string>>>;
  onChange(stats: string[] | null): void;
  onEnd(): void;
}

const TRY_AGAIN_MS = 1_000;

/**
 * All who watch one team in this process. What others share with the team is read once and kept until shares change:
 * a hint costs no query. While it is being read nothing of others is told; if something of theirs moved meanwhile,
 * anything may have.
 */
export class TeamWatch {
  readonly subscribers = new Set<Subscriber>();
  #shared: Map<string, Set<string>> | null = null;
  #missed = false;
  #turn = 0;

  constructor(private readonly teamId: string) {}

  /** Reads anew what others share with the team; the last of several readings counts. */
  learn(): void {
    const [reader] = this.subscribers;
    if (reader === undefined) return;
    this.#shared = null;
    this.#turn += 1;
    const turn = this.#turn;
    reader.readShared().then(
      (shared) => turn === this.#turn && this.#learned(shared),
      () => setTimeout(() => turn === this.#turn && this.learn(), TRY_AGAIN_MS).unref(),
    );
  }

  hear(change: Change | null): void {
    if (change === null || change.shares?.includes(this.teamId)) this.learn();
    const stats = change === null || change.all?.includes(this.teamId) ? null : this.#seen(change);
    if (stats?.length !== 0) this.#tell(stats);
  }

  #learned(shared: Map<string, Set<string>>): void {
    this.#shared = shared;
    if (this.#missed && shared.size > 0) this.#tell(null);
    this.#missed = false;
  }

  #tell(stats: string[] | null): void {
    for (const subscriber of this.subscribers) subscriber.onChange(stats);
  }

  /** Those of the stats that moved which the team sees: its own, and what others share with it. */
  #seen(change: Change): string[] {
    this.#missed ||= this.#shared === null;
    return Object.entries(change).flatMap(([teamId, stats]) => {
      if (teamId === this.teamId) return stats;
      const shared = this.#shared?.get(teamId);
      return shared === undefined ? [] : stats.filter((stat) => shared.has(stat));
    });
  }
}
