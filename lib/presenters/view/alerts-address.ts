import { STATE_ORDER, type StateName, stateView } from "./alert-state";

/** What the list of alerts is asked to show: all of it is in the address. */
export interface AlertsAddress {
  /** A part of a name, of a stat's name or of a pattern. */
  q: string;
  /** Empty is all. */
  state: StateName | "";
  cursor: string;
}

type Params = Record<string, string | string[] | undefined>;

/** What the list can be narrowed to, and how that is called. */
export const STATE_FILTERS: { state: StateName | ""; text: string }[] = [
  { state: "", text: "All" },
  ...STATE_ORDER.map((state) => ({ state, text: capital(stateView(state).word) })),
];

/** Reads what the address says; whatever it says wrongly is as if it were not there. */
export function readAlertsAddress({ q, state, cursor }: Params): AlertsAddress {
  return {
    q: typeof q === "string" ? q.trim().slice(0, 255) : "",
    state: STATE_ORDER.find((each) => each === state) ?? "",
    cursor: typeof cursor === "string" ? cursor : "",
  };
}

/** The address of the list with something changed; a change of what is listed begins at its first page. */
export function alertsHref(address: AlertsAddress, change: Partial<AlertsAddress> = {}): string {
  const { q, state, cursor } = { ...address, cursor: "", ...change };
  const query = new URLSearchParams();
  if (q !== "") query.set("q", q);
  if (state !== "") query.set("state", state);
  if (cursor !== "") query.set("cursor", cursor);
  return query.size === 0 ? "/alerts" : `/alerts?${query}`;
}

/** Whether nothing narrows the list: when it is empty then, the team has no alerts at all. */
export function isEveryAlert({ q, state, cursor }: AlertsAddress): boolean {
  return q === "" && state === "" && cursor === "";
}

function capital(word: string): string {
  return word === "ok" ? "OK" : word.charAt(0).toUpperCase() + word.slice(1);
}
