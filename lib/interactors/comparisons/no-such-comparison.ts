import { Refusal } from "@/lib/errors";

/** What is said of a comparison that is missing, and of another team's. */
export function noSuchComparison(): Refusal {
  return new Refusal("not_found", "there is no such comparison");
}
