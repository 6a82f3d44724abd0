import { env } from "@/lib/env";
import { openRateLimit, type RateLimit } from "@/lib/presenters/http/rate-limit";

const KEY = Symbol.for("statnest.api-rate-limit");
type Holder = { [KEY]?: RateLimit };

/** What each caller of the API may ask of this process in a minute. */
export function apiRateLimit(): RateLimit {
  const holder = globalThis as Holder;
  holder[KEY] ??= openRateLimit(env().STATNEST_LIMIT_API_PER_MINUTE);
  return holder[KEY];
}
