import { cronContext, permitScheduler } from "@/lib/auth/cron";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { doDueWork } from "@/lib/interactors/housekeeping/do-due-work";
import { knownRefusal } from "@/lib/interactors/known-refusal";
import { log } from "@/lib/log";
import { presentDueWork } from "@/lib/presenters/http/due-work";
import { methodNotAllowed, problemResponse } from "@/lib/presenters/http/problem";
import { shareRounds } from "./share-rounds";

// However many call at once, they leave the pages most of this process's connections to the database.
const work = shareRounds(async () => {
  const round = await doDueWork(cronContext());
  for (const [job, err] of Object.entries(round.failed)) log().error({ job, err }, "a round of a job failed");
  return round;
});

/** A scheduler calls for all that is due: see lib/interactors/housekeeping/chores.ts. */
export async function POST(request: Request): Promise<Response> {
  const address = request.headers.get("x-forwarded-for");
  try {
    permitScheduler(request.headers, env().CRON_SECRET);
    const round = await work();
    log().info({ address, ...round, failed: Object.keys(round.failed) }, "a scheduler called");
    return presentDueWork(round);
  } catch (error) {
    const known = knownRefusal(error);
    if (known instanceof Refusal) log().warn({ address, refused: known.detail }, "a scheduler was refused");
    else log().error({ address, err: error }, "a scheduler's call failed");
    return problemResponse(known);
  }
}

const refuse = async () => methodNotAllowed("POST");

export { refuse as DELETE, refuse as GET, refuse as HEAD, refuse as OPTIONS, refuse as PATCH, refuse as PUT };
