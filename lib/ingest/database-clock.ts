// A later answer is believed when it is at most this much less precise for every second that the held one has aged.
const DRIFT_MS_PER_MS = 0.001;

/**
 * The database's time, told by the distance between its clock and this process's monotonic one. The process's own
 * wall clock is never asked: a point without a time falls into the right minute on a server whose clock is wrong.
 */
export class DatabaseClock {
  #offset = 0;
  #doubt = Number.POSITIVE_INFINITY;
  #heardAt = 0;

  constructor(readonly monotonic: () => number = () => performance.now()) {}

  /** False until the database was heard once; `now` means nothing before. */
  get known(): boolean {
    return this.#doubt !== Number.POSITIVE_INFINITY;
  }

  /** Unix milliseconds, whole. */
  now(): number {
    return Math.floor(this.monotonic() + this.#offset);
  }

  /** Takes in an answer of the database's clock that was asked for and received at these monotonic moments. */
  hear(databaseMs: number, askedAt: number, receivedAt: number): void {
    const doubt = (receivedAt - askedAt) / 2;
    if (doubt > this.#doubt + (receivedAt - this.#heardAt) * DRIFT_MS_PER_MS) return;
    this.#offset = databaseMs - (askedAt + receivedAt) / 2;
    this.#doubt = doubt;
    this.#heardAt = receivedAt;
  }
}
