import { build } from "esbuild";

/** node bench/run.js NAME: bundles bench/NAME.ts as the build does, and runs it. */
const name = process.argv[2] ?? "ingest";
const outfile = `dist/bench/${name}.mjs`;
await build({
  entryPoints: [`bench/${name}.ts`],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  alias: { "@": process.cwd() },
  logLevel: "error",
});
await import(new URL(`../${outfile}`, import.meta.url));
