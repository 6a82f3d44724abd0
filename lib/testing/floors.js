// Checks package.json and the lockfile against floors.json: nothing ships below a known fix, every direct
// dependency is pinned, every locked package has its integrity (but those for other platforms that could not be had
// when the lockfile was made, by name). Exits non-zero and names each fault.
import { readFileSync } from "node:fs";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const { floors, sameVersion, absent, mostRuntimeDependencies, withoutIntegrity } = read("./floors.json");
const manifest = read("../../package.json");
const { packages } = read("../../package-lock.json");

const installed = Object.entries(packages)
  .filter(([path]) => path.includes("node_modules/"))
  .map(([path, entry]) => ({ name: path.slice(path.lastIndexOf("node_modules/") + 13), path, ...entry }));
const topLevel = (name) => packages[`node_modules/${name}`]?.version;

/** Negative, zero or positive as version `a` is below, at or above `b`. A pre-release is below its release. */
function compareVersions(a, b) {
  const [[mainA, preA], [mainB, preB]] = [a, b].map((text) => text.split("-", 2));
  const [partsA, partsB] = [mainA, mainB].map((text) => text.split(".").map(Number));
  for (let i = 0; i < 3; i++) if (partsA[i] !== partsB[i]) return partsA[i] - partsB[i];
  return (preA === undefined ? 1 : 0) - (preB === undefined ? 1 : 0);
}

const direct = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
const faults = [
  ...installed
    .filter(({ name, version }) => floors[name] !== undefined && compareVersions(version, floors[name]) < 0)
    .map(({ path, name, version }) => `${path} is ${version}, below its floor ${floors[name]}`),
  ...sameVersion
    .filter((family) => new Set(family.map(topLevel)).size > 1)
    .map((family) => `${family.map((name) => `${name} ${topLevel(name)}`).join(", ")} must be one version`),
  ...installed.filter(({ name }) => absent.includes(name)).map(({ path }) => `${path} must not be installed`),
  ...installed
    .filter(
      ({ name, integrity, link, inBundle }) => !(integrity || link || inBundle || withoutIntegrity.includes(name)),
    )
    .map(({ path }) => `${path} has no integrity in the lockfile`),
  ...installed.filter(({ resolved }) => resolved !== undefined).map(({ path }) => `${path} names a download host`),
  ...Object.entries(direct)
    .filter(([, range]) => !/^\d/.test(range))
    .map(([name, range]) => `${name} is not pinned: ${range}`),
  ...(Object.keys(manifest.dependencies).length > mostRuntimeDependencies
    ? [`more than ${mostRuntimeDependencies} runtime dependencies`]
    : []),
];

for (const fault of faults) console.error(`floors: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
