import { Refusal } from "@/lib/errors";

const QUERY_CANCELED = "57014";

/** What a read of numbers answers; when the database gave it up for taking too long, a Refusal `unavailable`. */
export async function withinPatience<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === QUERY_CANCELED) {
      throw new Refusal("unavailable", "this range takes too long to read; ask for a shorter one or fewer stats", {
        retryAfterSeconds: 5,
      });
    }
    throw error;
  }
}
