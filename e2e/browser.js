// Finds a Chromium for the browser stories, or installs one. Plain JavaScript: the test run calls it before anything is built.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Arguments that keep a browser quiet on a closed network; the sandbox needs a user that is not root. */
export const BROWSER_ARGS = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The path of a Chromium that runs here. Installs one when there is none; throws a sentence that says what to run. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  installBrowser();
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error(
    "no Chromium found: run `npx playwright install chromium`, or `apt-get install chromium`, or set PW_CHROMIUM to one",
  );
}

function findBrowser() {
  const candidates = [process.env.PW_CHROMIUM, ...onPath(), chromium.executablePath()];
  return candidates.find((path) => path && existsSync(path));
}

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).filter(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installBrowser() {
  if (existsSync("/etc/debian_version") && process.getuid?.() === 0) {
    console.log("installing Debian's chromium for the browser stories");
    run("apt-get", ["update", "-q"]);
    run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-dejavu-core"]);
    if (findBrowser()) return;
  }
  console.log("installing Playwright's chromium for the browser stories");
  run(process.execPath, [join("node_modules", "playwright", "cli.js"), "install", "chromium"]);
}

function run(command, args) {
  spawnSync(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
