import { freshDatabase } from "./database";
import { type Ending, openEnding } from "./series/ending";
import { SECRET } from "./series/product";

/** Measures on a database of this run's own. It is dropped, and what was added to `ending` is undone, however it ends. */
export async function inOwnDatabase(measure: (url: string, ending: Ending) => Promise<void>): Promise<void> {
  // What is sealed here is opened by the product that is started on it.
  process.env.NEXTAUTH_SECRET = SECRET;
  const ending = openEnding();
  try {
    const { url, drop } = await freshDatabase();
    ending.add("the database", drop);
    await measure(url, ending);
  } finally {
    await ending.run();
  }
}
