import { call, type Door, idsOf } from "./fill";

/** An alert of the demo as the API takes it; its stat by name. */
interface DemoAlert {
  stat: string;
  name: string;
  runbook: string;
  rule: object;
}

export const DEMO_ALERTS: DemoAlert[] = [
  {
    stat: "New York wind",
    name: "Windy in New York",
    runbook: "Take the parasols in.",
    rule: { kind: "value", operator: "gt", threshold: 8, time_window: "1d" },
  },
  {
    stat: "New York rain",
    name: "Much more rain than last week",
    runbook: "Look whether the drains are clear.",
    rule: { kind: "delta", operator: "gt", percentage: 300, time_window: "1w", time_delta: "1w", missing: "zero" },
  },
  {
    stat: "Seattle temperature",
    name: "No weather from Seattle",
    runbook: "The demo sends the weather up to when it is started: run npm run demo again.",
    rule: { kind: "data", time_window: "3h" },
  },
  {
    stat: "Seattle pressure",
    name: "Unusual pressure in Seattle",
    runbook: "Look at the barometer first, and then out of the window.",
    rule: { kind: "anomaly", sensitivity: 5 },
  },
];
const BUDGET = 5;

/**
 * Makes the demo's alerts and the channel that they are told on, an address of the demo's person, and switches on the
 * watch over all stats. What is there already stays as it is. Returns the id of the channel.
 */
export async function arm(door: Door, email: string): Promise<string> {
  const channel = await channelTo(door, email);
  const known = await namesOf(door);
  const ids = await idsOf(
    door,
    DEMO_ALERTS.map(({ stat }) => stat),
  );
  for (const { stat, name, runbook, rule } of DEMO_ALERTS.filter((each) => !known.has(each.name))) {
    const alert = { stat_id: ids.get(stat), name, runbook, ...rule, channels: [channel] };
    await call(`${door.url}/api/v1/alerts`, door.manageKey, "POST", JSON.stringify(alert));
  }
  const watch = `${door.url}/api/v1/watch`;
  const { on } = (await call(watch, door.manageKey, "GET")) as { on: boolean };
  const body = JSON.stringify({ on: true, budget_per_week: BUDGET, channels: [channel] });
  if (!on) await call(watch, door.manageKey, "PATCH", body);
  return channel;
}

/** The names of the alerts that are there. */
export async function namesOf({ url, manageKey }: Door): Promise<Set<string>> {
  const { data } = (await call(`${url}/api/v1/alerts?limit=500`, manageKey, "GET")) as { data: { name: string }[] };
  return new Set(data.map(({ name }) => name));
}

async function channelTo({ url, manageKey }: Door, email: string): Promise<string> {
  const address = `${url}/api/v1/channels`;
  const { data } = (await call(address, manageKey, "GET")) as { data: { id: string; kind: string }[] };
  const there = data.find(({ kind }) => kind === "email");
  if (there !== undefined) return there.id;
  const body = JSON.stringify({ kind: "email", target: email, name: "The demo's mail" });
  return ((await call(address, manageKey, "POST", body)) as { id: string }).id;
}
