import type { Delivery, DeliveryState, DeliveryType } from "@/lib/domain/channel";
import type { FormState } from "./form-state";
import { type MomentView, momentView } from "./moment";

const ABOUT: Record<DeliveryType, string> = {
  "alert.triggered": "rang",
  "alert.reminder": "still rings",
  "alert.acknowledged": "acknowledged",
  "alert.resolved": "over",
  "alert.no_data": "no data",
  "alert.test": "a test",
};

const STATES: Record<DeliveryState, string> = {
  waiting: "waiting",
  held: "held for quiet hours",
  sent: "sent",
  dead: "given up",
};

/** Something that was told, or is to be. */
export interface DeliveryRow {
  id: string;
  /** "orders: over 500 in an hour", with the stat's name where that says more. */
  alert: string;
  about: string;
  state: DeliveryState;
  stateWord: string;
  made: MomentView;
  sent: MomentView | null;
  /** When it is tried again; null where it is not. */
  next: MomentView | null;
  /** "1 try", "3 tries". */
  attempts: string;
  /** "HTTP 500: the receiver answered …"; empty when all went well. */
  problem: string;
  status: number | null;
  incidentHref: string | null;
}

export function deliveryRow(delivery: Delivery, now: Date, zone: string): DeliveryRow {
  const { id, payload, type, state, createdAt, nextAt, sentAt, attempts, status, problem } = delivery;
  return {
    id,
    alert: payload.alert.name,
    about: ABOUT[type],
    state,
    stateWord: STATES[state],
    made: momentView(createdAt, now, zone),
    sent: sentAt === null ? null : momentView(sentAt, now, zone),
    next: (state === "waiting" && attempts > 0) || state === "held" ? momentView(nextAt, now, zone) : null,
    attempts: `${attempts} ${attempts === 1 ? "try" : "tries"}`,
    problem,
    status,
    incidentHref: payload.incidentId === null ? null : `/alerts/incidents/${payload.incidentId}`,
  };
}

/** What came of a test, as its form says it. */
export function testOutcome({ state, status, problem, channelName }: Delivery): Pick<FormState, "tone" | "message"> {
  const answered = status === null ? "" : ` (HTTP ${status})`;
  if (state === "sent") return { tone: "good", message: `${channelName} took the test${answered}.` };
  const why = problem === "" ? "it did not answer" : problem;
  return { tone: "bad", message: `${channelName} did not take the test${answered}: ${why}` };
}
