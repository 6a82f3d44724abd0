import { pageContext } from "@/lib/auth/context";
import type { Series } from "@/lib/domain/series";
import { readHouseSeries as read } from "@/lib/interactors/house/read-house-series";

/** The points this server received in the last hour, by the minute; null until it was first measured. */
export async function readHouseSeries(): Promise<Series | null> {
  return read(await pageContext());
}
