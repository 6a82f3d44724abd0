import type { ReportSchedule } from "./report-schedule";
import type { StatKind } from "./stat";

export const REPORT_CADENCES = ["daily", "weekly", "monthly"] as const;
export type ReportCadence = (typeof REPORT_CADENCES)[number];

/** The most stats that a report names by their ids, and that one mail shows in full. */
export const MAX_REPORT_STATS = 50;
export const MAX_REPORT_RECIPIENTS = 50;

/** Which stats a report tells of: those that moved most, somebody's favourites, those with a tag, or these. */
export type ReportSubject =
  | { kind: "moved" }
  | { kind: "favourites"; userId: string }
  | { kind: "tags"; tags: string[] }
  | { kind: "stats"; statIds: string[] };

export interface Report {
  id: string;
  /** The id of the API. */
  publicId: string;
  teamId: string;
  name: string;
  schedule: ReportSchedule;
  subject: ReportSubject;
  /** Null while it is paused. */
  nextAt: Date | null;
  createdAt: Date;
}

export interface ReportRecipient {
  id: string;
  address: string;
  /** Null for somebody outside the team who has not agreed to it yet. */
  confirmedAt: Date | null;
  unsubscribedAt: Date | null;
}

export interface ReportStat {
  id: string;
  name: string;
  kind: StatKind;
  unit: string;
}

/** What is known of one stat when a report is composed. Numbers are what the stat reports: totals of counters, means of values. */
export interface StatFacts {
  stat: ReportStat;
  /** Unix seconds. */
  madeAt: number;
  /** When its newest number is of, unix seconds; null before the first. */
  lastAt: number | null;
  /** For the whole period; null without data, which is not zero. */
  now: number | null;
  /** The same of the periods before, the one just before it first. */
  past: (number | null)[];
  /** The period in equal steps; where too few of them have numbers to be drawn, the period among those before it. */
  spark: (number | null)[];
  /** When the first of those steps begins, unix seconds. */
  sparkFrom: number;
}

/** An alert that rang in the period, or rings still. Moments are unix seconds. */
export interface RungAlert {
  incidentId: string;
  alert: string;
  stat: ReportStat;
  reason: string;
  beganAt: number;
  endedAt: number | null;
}

export interface ReportNote {
  /** Unix seconds. */
  at: number;
  text: string;
  /** Null for one on all stats. */
  stat: string | null;
}

/** What a report tells of: the last whole local day, week or month. Unix seconds. */
export interface ReportPeriod {
  cadence: ReportCadence;
  from: number;
  to: number;
  /** IANA zone. */
  zone: string;
}

export interface ReportFacts {
  team: { id: string; name: string };
  period: ReportPeriod;
  stats: StatFacts[];
  alerts: RungAlert[];
  notes: ReportNote[];
}

/** A stat as a report tells of it. */
export interface ReportLine {
  stat: ReportStat;
  now: number | null;
  before: number | null;
  /** The same weekday a week earlier, of a daily report; null of others. */
  weekAgo: number | null;
  /** How many of its usual deviations from its usual value; null before there is enough to know. */
  unusual: number | null;
  /** As in `StatFacts`. */
  spark: (number | null)[];
  sparkFrom: number;
}

/** What a report says, whole: plain values, so that every copy and every try says the same. */
export interface ReportContent {
  team: { id: string; name: string };
  period: ReportPeriod;
  /** The most unusual first. */
  lines: ReportLine[];
  /** How many more stats have numbers and are not shown. */
  more: number;
  /** Began in the period. */
  fresh: ReportLine[];
  /** Had numbers in the period before, and none in this. */
  silent: { stat: ReportStat; lastAt: number | null }[];
  /** Began in the period, or ring still. */
  alerts: RungAlert[];
  notes: ReportNote[];
}
