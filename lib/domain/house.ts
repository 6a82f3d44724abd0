/**
 * The house measures itself with its own means: what its processes count and time becomes stats of the house,
 * kept by a team with a fixed id so that every process finds it.
 */
export const HOUSE_TEAM_ID = "00000000-0000-7000-8000-000000000001";

/** The stats that processes report of themselves: each api what it took in, each worker how the roll-up and the alerts go. */
export const HOUSE_STATS = {
  points: {
    name: "statnest points received",
    kind: "counter",
    unit: "points",
    description: "Numbers that were committed.",
  },
  requests: {
    name: "statnest requests",
    kind: "counter",
    unit: "requests",
    description: "Requests that brought numbers, good or bad.",
  },
  flush: {
    name: "statnest flush time",
    kind: "value",
    unit: "ms",
    description: "How long a commit of numbers took, from sending it to hearing of it.",
  },
  memory: {
    name: "statnest api memory",
    kind: "value",
    unit: "MB",
    description: "Memory of an api process.",
  },
  rollUpTime: {
    name: "statnest roll-up time",
    kind: "value",
    unit: "ms",
    description: "How long a worker's round of the roll-up took.",
  },
  rollUpLag: {
    name: "statnest roll-up lag",
    kind: "value",
    unit: "s",
    description:
      "How far behind now the derived levels are. A healthy one goes to and fro within a quarter of an hour.",
  },
  alertTime: {
    name: "statnest alert evaluation time",
    kind: "value",
    unit: "ms",
    description: "How long a worker's tick of the alerts took.",
  },
  alertsJudged: {
    name: "statnest alerts judged",
    kind: "counter",
    unit: "alerts",
    description: "Alerts that ticks judged, each stat of one by itself.",
  },
  alertsInError: {
    name: "statnest alerts in error",
    kind: "value",
    unit: "alerts",
    description: "Alerts that could not be judged when last tried. A healthy house has none.",
  },
} as const;

export type HouseStat = keyof typeof HOUSE_STATS;
