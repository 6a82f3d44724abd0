/** Takes a slice of a team's allowance of one second from what all processes share; false when it is used up. */
export type Lease = (teamId: string, second: number, wanted: number, allowance: number) => Promise<boolean>;

interface Share {
  second: number;
  granted: number;
  spent: number;
  /** The smallest slice that was refused in this second. */
  refused: number;
  leased: boolean;
  line: Promise<unknown>;
}

const SLICES = 20;
const MOST_TEAMS = 10_000;

/**
 * How many points a team may send in a second, over all processes. A process hands out a twentieth unasked, and leases
 * further twentieths, its first one included, so that n processes together exceed the limit by n twentieths at most.
 */
export class PointLimit {
  readonly #shares = new Map<string, Share>();
  readonly #slice: number;
  readonly #unasked: number;

  constructor(
    private readonly allowance: number,
    private readonly lease: Lease,
    private readonly now: () => number,
  ) {
    this.#slice = Math.max(1, Math.floor(allowance / SLICES));
    this.#unasked = Math.floor(allowance / SLICES);
  }

  /** Whether `n` points of a team may be stored now; they are taken for stored when so. Throws Unavailable. */
  take(teamId: string, n: number): boolean | Promise<boolean> {
    const share = this.#share(teamId);
    if (this.#spend(share, n)) return true;
    const turn = share.line.then(() => this.#extend(teamId, n));
    share.line = turn.catch(() => {});
    return turn;
  }

  #spend(share: Share, n: number): boolean {
    if (share.spent + n > share.granted) return false;
    share.spent += n;
    return true;
  }

  async #extend(teamId: string, n: number): Promise<boolean> {
    const share = this.#share(teamId);
    if (this.#spend(share, n)) return true;
    const { second } = share;
    const slices = Math.ceil((share.spent + n - share.granted) / this.#slice) * this.#slice;
    const wanted = slices + (share.leased ? 0 : this.#unasked);
    if (wanted >= share.refused) return false;
    const given = await this.lease(teamId, second, wanted, this.allowance);
    if (!given) {
      share.refused = wanted;
      return false;
    }
    // A lease that comes back in the next second was paid for all the same.
    if (share.second !== second) return true;
    share.leased = true;
    share.granted += slices;
    return this.#spend(share, n);
  }

  #share(teamId: string): Share {
    const second = Math.floor(this.now() / 1_000);
    const known = this.#shares.get(teamId);
    if (known !== undefined && known.second === second) return known;
    const fresh = { second, granted: this.#unasked, spent: 0, refused: Number.POSITIVE_INFINITY, leased: false };
    if (known !== undefined) return Object.assign(known, fresh);
    if (this.#shares.size >= MOST_TEAMS) this.#shares.clear();
    const share = { ...fresh, line: Promise.resolve() };
    this.#shares.set(teamId, share);
    return share;
  }
}
