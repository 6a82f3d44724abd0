#!/usr/bin/env node
// The command line: builds itself when its sources changed, then runs. Only its answer goes to standard output.
// biome-ignore lint/style/noRestrictedImports: plain JavaScript, before the build, has no "@/" paths
import { ensureServerBuild, loadBuilt, nodeTooOld } from "../server/build.js";

const refusal = nodeTooOld();
try {
  if (refusal) throw new Error(refusal);
  await ensureServerBuild({ say: (line) => console.error(line) });
  const { main } = await loadBuilt("statnest");
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
