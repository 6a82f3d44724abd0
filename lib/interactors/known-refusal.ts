import { Refusal } from "@/lib/errors";
import { isDatabaseAway } from "@/lib/store/engine/database-away";

/** What an interactor threw, told as a refusal when it is only that the database is away; else as it is. */
export function knownRefusal(error: unknown): unknown {
  if (!isDatabaseAway(error)) return error;
  return new Refusal("unavailable", "the database is away for a moment; try again", { retryAfterSeconds: 2 });
}
