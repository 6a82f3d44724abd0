/** Time is handed in: interactors ask the context, tests stop the clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
