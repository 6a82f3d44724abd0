import fc from "fast-check";
import { STEP_SECONDS, STEPS, type Step } from "@/lib/domain/step";

/** The stats that every history has: of two teams, some of which can be merged. Names are the ones they begin with. */
export const STATS = [
  { team: 0, kind: "counter", name: "red" },
  { team: 0, kind: "value", name: "green" },
  { team: 0, kind: "counter", name: "blue" },
  { team: 0, kind: "value", name: "white" },
  { team: 0, kind: "counter", name: "black" },
  { team: 1, kind: "value", name: "red" },
] as const;

/** What stats may be renamed to, and posted to under. */
const NAMES = ["red", "green", "blue", "white", "black", "other", "last"] as const;

/** A number to send: the moment is told from the present of the history, so that any part of it can be left out. */
export interface SentSketch {
  stat: number;
  /** How it is addressed: by a name, by the stat's classic key, or by what a process remembers of it. */
  by: "name" | "key" | "memory";
  name: (typeof NAMES)[number];
  amount: number;
  /** Milliseconds; negative is ahead. */
  back: number;
  /** Moved onto a bound of a quarter, or to the millisecond before it. */
  edge: 0 | -1 | null;
  /** The stat and the moment of one of the last numbers instead, by its place among them; null is not. */
  again: number | null;
}

/** A range to read, told from the present of the history. Seconds. */
export interface Look {
  team: number;
  step: Step;
  back: number;
  buckets: number;
  /** Null is the team's zone. */
  zone: string | null;
  /** Which of the bounds stay, for ranges that no step makes; null is all. */
  thinned: number | null;
  through: "store" | "interactor";
}

export type Chore = "roll up" | "move merged" | "pack bins" | "fold minutes" | "purge trash";

export type Command =
  | { do: "send"; points: SentSketch[] }
  | { do: "wait"; seconds: number }
  | { do: "chore"; chore: Chore }
  /** The flush is open in a transaction while the chores begin, and ends a little later. */
  | { do: "hold"; points: SentSketch[]; chores: Chore[]; milliseconds: number; commit: boolean }
  /** Several at once. With `look` they are read all the while, with `points` numbers arrive all the while. */
  | { do: "together"; chores: Chore[]; points: SentSketch[]; change: Change | null }
  | { do: "look while"; chores: Chore[]; looks: Look[] }
  /** The chore ends at so many failpoints passed, as if its process was killed. */
  | { do: "crash"; chore: Chore; pass: number }
  /** At so many failpoints passed, a flush begins on another connection. */
  | { do: "send amid"; chore: Chore; pass: number; points: SentSketch[] }
  | { do: "look"; look: Look }
  | { do: "rebuild" }
  | Change;

export type Change =
  | { do: "zone"; team: number; zone: string }
  | { do: "rename"; stat: number; name: (typeof NAMES)[number] }
  /** `left`: it ends as soon as the stats are one, and all the numbers are still where they were. */
  | { do: "merge"; stat: number; into: number; left: boolean }
  | { do: "trash"; stat: number }
  | { do: "restore"; stat: number }
  | { do: "delete"; stat: number }
  | { do: "retain"; stats: number[]; days: number | null };

export interface History {
  /** When it begins, unix milliseconds. */
  begins: number;
  /** The zones of the two teams. */
  zones: string[];
  /** Whether nothing was ever rolled up before, rather than all until some months ago. */
  fresh: boolean;
  /** Whether the derived levels are dropped at the end and made anew. */
  rebuilt: boolean;
  commands: Command[];
  /** Read one after another between the commands. */
  looks: Look[];
}

export const ZONES = [
  "Europe/London",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Casablanca",
  "UTC",
] as const;

/** Moments at which the clocks of a zone do something, and some at which none does. */
const MOMENTS: [zone: (typeof ZONES)[number], moment: string][] = [
  ["Europe/London", "2026-03-29T01:00:00Z"],
  ["Europe/London", "2026-10-25T01:00:00Z"],
  ["America/New_York", "2026-03-08T07:00:00Z"],
  ["America/New_York", "2026-11-01T06:00:00Z"],
  ["America/Sao_Paulo", "2018-02-18T02:00:00Z"],
  ["America/Sao_Paulo", "2018-11-04T03:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z"],
  ["Pacific/Apia", "2012-03-31T14:00:00Z"],
  ["Africa/Casablanca", "2026-02-15T02:00:00Z"],
  ["Africa/Casablanca", "2026-03-22T02:00:00Z"],
  ["Asia/Kolkata", "2026-12-31T18:30:00Z"],
  ["Asia/Kathmandu", "2025-12-31T18:15:00Z"],
  ["UTC", "2024-12-31T00:00:00Z"],
  ["UTC", "2026-06-17T11:41:00Z"],
  ["Europe/London", "2025-08-05T23:00:00Z"],
  ["America/New_York", "2023-09-14T14:14:14Z"],
];

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
/** How far back numbers come at most. */
const EARLIEST_DAYS = 100;

const zone = fc.constantFrom(...ZONES);
const stat = fc.nat({ max: STATS.length - 1 });
const name = fc.constantFrom(...NAMES);
const chore = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Chore>("roll up") },
  { weight: 3, arbitrary: fc.constant<Chore>("move merged") },
  { weight: 2, arbitrary: fc.constant<Chore>("pack bins") },
  { weight: 2, arbitrary: fc.constant<Chore>("fold minutes") },
  { weight: 1, arbitrary: fc.constant<Chore>("purge trash") },
);
const chores = fc.array(chore, { minLength: 1, maxLength: 4 });

const amount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -20, max: 1_000 }) },
  { weight: 3, arbitrary: fc.constantFrom(0.1, 0.2, 0.3, -0.7, 1 / 3, 0) },
  { weight: 1, arbitrary: fc.constantFrom(1e100, -1e100, 1e-300, 123_456_789.125, 9_007_199_254_740_991) },
);

const back = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 20 * MINUTE }) },
  { weight: 1, arbitrary: fc.integer({ min: -10 * MINUTE, max: 0 }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 5 * HOUR }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3 * DAY }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: EARLIEST_DAYS * DAY }) },
);

const sent: fc.Arbitrary<SentSketch> = fc.record({
  stat,
  by: fc.oneof(
    { weight: 5, arbitrary: fc.constant("name" as const) },
    { weight: 1, arbitrary: fc.constant("key" as const) },
    { weight: 1, arbitrary: fc.constant("memory" as const) },
  ),
  name,
  amount,
  back: back.chain((seconds) => fc.nat({ max: 999 }).map((odd) => seconds * 1_000 + odd)),
  edge: fc.oneof(
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(0 as const, -1 as const) },
  ),
  again: fc.oneof(
    { weight: 1, arbitrary: fc.constant<number | null>(null) },
    { weight: 1, arbitrary: fc.nat({ max: 30 }) },
  ),
});
const points = fc.array(sent, { minLength: 1, maxLength: 12 });

/** Stats that can become one, either way. */
const MERGEABLE = STATS.flatMap(({ team, kind }, stat) =>
  STATS.flatMap((other, into): [number, number][] =>
    stat !== into && other.team === team && other.kind === kind ? [[stat, into]] : [],
  ),
);

/** No step makes more than about so many days of buckets here: more holds nothing. */
const LONGEST = 130 * DAY;

const look: fc.Arbitrary<Look> = fc.constantFrom(...STEPS).chain((step) =>
  fc.record({
    team: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
    step: fc.constant(step),
    back: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: -HOUR, max: 0 }) },
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 * DAY }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 100 * DAY }) },
    ),
    buckets: fc.integer({ min: 1, max: Math.min(600, Math.ceil(LONGEST / STEP_SECONDS[step])) }),
    zone: fc.oneof({ weight: 2, arbitrary: fc.constant<string | null>(null) }, { weight: 1, arbitrary: zone }),
    thinned: fc.oneof(
      { weight: 3, arbitrary: fc.constant<number | null>(null) },
      { weight: 1, arbitrary: fc.nat({ max: 1e9 }) },
    ),
    through: fc.oneof(
      { weight: 2, arbitrary: fc.constant("store" as const) },
      { weight: 1, arbitrary: fc.constant("interactor" as const) },
    ),
  }),
);

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("zone" as const), team: fc.nat({ max: 1 }), zone }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("rename" as const), stat, name }) },
  {
    weight: 4,
    arbitrary: fc
      .record({ do: fc.constant("merge" as const), pair: fc.constantFrom(...MERGEABLE), left: fc.boolean() })
      .map(({ pair: [stat, into], ...merge }) => ({ ...merge, stat, into })),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("trash" as const), stat }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restore" as const), stat }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete" as const), stat }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("retain" as const),
      stats: fc.uniqueArray(stat, { minLength: 1, maxLength: STATS.length, size: "max" }),
      days: fc.constantFrom(null, 1, 1, 2, 30),
    }),
  },
);

const pass = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 12 }));

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ do: fc.constant("send" as const), points }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      seconds: fc.oneof(
        fc.integer({ min: 1, max: 30 * MINUTE }),
        fc.integer({ min: 1, max: 12 * HOUR }),
        fc.integer({ min: 1, max: 4 * DAY }),
        fc.constant(DAY),
      ),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("chore" as const), chore }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("hold" as const),
      points,
      chores,
      milliseconds: fc.nat({ max: 8 }),
      commit: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("together" as const),
      chores,
      points: fc.array(sent, { maxLength: 12 }),
      change: fc.option(change, { nil: null }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("look while" as const),
      chores,
      looks: fc.array(look, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("crash" as const), chore, pass }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("send amid" as const), chore, pass, points }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("look" as const), look }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("rebuild" as const) }) },
  { weight: 8, arbitrary: change },
);

const rarely = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

/** Histories as plain data: fast-check makes a failing one smaller by leaving out what does not matter. */
export const history: fc.Arbitrary<History> = fc.constantFrom(...MOMENTS).chain(([where, moment]) =>
  fc.record({
    begins: fc.integer({ min: -2 * DAY, max: 2 * DAY }).map((away) => Date.parse(moment) + away * 1_000),
    zones: fc.tuple(
      fc.oneof({ weight: 3, arbitrary: fc.constant<string>(where) }, { weight: 1, arbitrary: zone }),
      zone,
    ),
    fresh: rarely,
    rebuilt: rarely,
    commands: fc.array(command, { minLength: 1, maxLength: 24, size: "max" }),
    looks: fc.array(look, { minLength: 1, maxLength: 8, size: "max" }),
  }),
);
