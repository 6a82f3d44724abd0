import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { sharedIngest } from "@/lib/ingest/ingest";
import { houseJobs } from "@/lib/jobs/house-jobs";
import { type Loops, startLoops } from "@/lib/jobs/loop";
import { watchChanges } from "@/lib/jobs/watch-changes";
import { log } from "@/lib/log";
import { sharedStore } from "@/lib/store/engine/shared-store";
import { answerMethodNotAllowed, answerProblem } from "./answers";
import { drainServer } from "./drain";
import { openHealth } from "./health";
import { publicServer } from "./http-server";
import { type Life, live, type Stop } from "./life";
import { listenOnPort } from "./listen";
import { tellHouse } from "./measure";
import { targetOf } from "./target";

/** Runs the jobs. Alone and given a PORT, it also answers there whether it is well. */
await live("worker", async (life) => {
  const store = sharedStore();
  const ingest = sharedIngest();
  let loops: Loops | undefined;
  let watch: Loops | undefined;
  life.whenMigrated(() => {
    const jobs = houseJobs({ store, clock: systemClock }, (stat, amount) => tellHouse(ingest, stat, amount));
    const failed = (job: string, error: unknown) => log().error({ job, err: error }, "a round of a job failed");
    loops = startLoops(jobs, failed);
    watch = watchChanges({ store, clock: systemClock }, failed);
  });
  const sign = process.env.STATNEST_ALONE === "1" && process.env.PORT ? await signOfLife(life, store.url) : null;
  const stop: Stop = async () => {
    await Promise.all([loops?.stop(), watch?.stop(), sign?.close()]);
    await Promise.all([ingest.close(), store.close()]);
  };
  return { stop, port: sign?.port ?? null };
});

async function signOfLife(life: Life, databaseUrl: string) {
  const health = openHealth(life, databaseUrl, undefined);
  const server = publicServer((request, response) => {
    const target = targetOf(request);
    if (target === null) return answerMethodNotAllowed(request, response);
    if (!health.answer(target.path, request, response)) {
      answerProblem(request, response, 404, "this process runs the jobs; the pages are elsewhere");
    }
  });
  const port = await listenOnPort(server, env().PORT, env().HOST ?? "0.0.0.0");
  return {
    port,
    async close() {
      await drainServer(server, false, () => {});
      await health.close();
    },
  };
}
