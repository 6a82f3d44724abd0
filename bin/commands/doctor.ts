import type { Context } from "@/lib/context";
import { checkSeries } from "@/lib/interactors/housekeeping/check-series";
import { inspect, inspectRollUp } from "@/lib/interactors/housekeeping/inspect";
import { rebuildSeries } from "@/lib/interactors/housekeeping/rebuild-series";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { withDatabase } from "./database";
import { doctorJson, doctorReport } from "./doctor-report";
import { UsageError, words } from "./usage";

const USAGE = "usage: statnest doctor [--rebuild] [--json]";

const HELP = `${USAGE}

  Tells how the database and the derived levels are, and compares quarters of an hour with their minutes, and days with
  their quarters. Run it on the server's machine, while Statnest runs or not. It ends with 0 when all is right, else 1.

  --rebuild   makes all quarters and days anew from the minutes first; numbers may be sent and read meanwhile
  --json      prints one JSON object
`;

const STATEMENT_TIMEOUT_MS = 600_000;
const PROGRESS_EVERY_MS = 500;

/** `statnest doctor`: how the house is, and whether what was derived is what it was derived from. */
export async function doctor(args: string[]) {
  const options = { rebuild: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean" } } as const;
  const { values, positionals } = words(args, options, USAGE);
  if (positionals.length > 0) throw new UsageError(USAGE);
  if (values.help) return HELP;
  return withDatabase(
    async (ctx) => {
      if (values.rebuild) await rebuild(ctx);
      const found = await inspect(ctx);
      const check = await checkSeries(ctx);
      const text = values.json ? doctorJson(found, check) : doctorReport(found, check);
      return { text, exitStatus: check.wrong.length === 0 ? 0 : 1 };
    },
    { statementTimeoutMs: STATEMENT_TIMEOUT_MS },
  );
}

async function rebuild(ctx: Context): Promise<void> {
  await rebuildSeries(ctx);
  const stop = process.stderr.isTTY ? showProgress(ctx) : async () => {};
  try {
    await rollUp(ctx);
  } finally {
    await stop();
  }
}

/** One line that is written over and over; returns how to end it. */
function showProgress(ctx: Context): () => Promise<void> {
  let asked: Promise<void> | null = null;
  const show = async () => {
    const { rollingTo, statsDone, stats } = await inspectRollUp(ctx);
    if (rollingTo !== null) process.stderr.write(`\rmaking quarters and days anew: ${statsDone} of ${stats} stats`);
  };
  const timer = setInterval(() => {
    asked ??= show()
      .catch(() => {})
      .finally(() => {
        asked = null;
      });
  }, PROGRESS_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await asked;
    process.stderr.write("\r\x1b[K");
  };
}
