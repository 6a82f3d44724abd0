import { STATE_ORDER, type StateName, stateView, worstState } from "./alert-state";

/** In which states the alerts on a stat stand, and how many in each. */
export type StatStates = Partial<Record<StateName, number>>;

/** How the alerts on a stat stand, in one dot. */
export interface AlertDot {
  state: StateName;
  /** "Alerts: 1 firing, 2 ok". */
  words: string;
}

export function alertDot(states: StatStates): AlertDot {
  const said = STATE_ORDER.filter((state) => (states[state] ?? 0) > 0);
  const counts = said.map((state) => `${states[state]} ${stateView(state).word}`);
  return { state: worstState(said), words: `Alerts: ${counts.join(", ")}` };
}
