/**
 * The house measures itself with its own means: what its processes count and time becomes stats of the house,
 * kept by a team with a fixed id so that every process finds it.
 */
export const HOUSE_TEAM_ID = "00000000-0000-7000-8000-000000000001";

/** The stats each api process reports of itself. */
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
} as const;
