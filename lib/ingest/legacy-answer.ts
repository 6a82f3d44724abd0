import { type Answer, type IngestAnswer, legacy, retryAfter } from "./answer";
import type { Taken } from "./intake";

/** StatHat's answer to what could not be stored at all; null for what was, and for batches without a good item. */
export function legacyRefusal(taken: Taken): IngestAnswer | null {
  switch (taken.kind) {
    case "limited":
      return legacy.refusal(429, taken.detail, retryAfter(taken.retryAfterSeconds));
    case "unavailable":
      return legacyUnavailable();
    case "too_many":
      return legacy.error("json too long");
    case "broken":
      return legacy.error("the number could not be stored");
    case "unknown":
      return { hangUp: true };
    default:
      return null;
  }
}

export function legacyUnavailable(): Answer {
  return legacy.refusal(503, "not stored, the service is overloaded or its database is away; try again", retryAfter(1));
}
