import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Route } from "@/lib/testing/api";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const ROOT = process.cwd();

/** Something that can be asked of the product from outside. */
export interface Entry {
  /** `GET /api/v1/stats/[id]`, `action app/(web)/stats trashStatAction`, `page /stats/[id]`. */
  name: string;
  kind: "route" | "action" | "page";
  file: string;
  /** Where it answers; of an action, the folder of its file. */
  path: string;
  /** A route's method, an action's name, a page's default export. */
  member: string;
}

/** Everything under app/ that answers, from the sources: what is not found here cannot be asked for. */
export async function readInventory(): Promise<Entry[]> {
  const files = sources();
  const routes = files.filter((file) => /\/route\.tsx?$/.test(file)).map(routeEntries);
  const actions = files.filter(isActionFile).map(actionEntries);
  return [...(await Promise.all([...routes, ...actions])).flat(), ...readPages()];
}

export function readPages(): Entry[] {
  return sources()
    .filter((file) => /\/page\.tsx$/.test(file))
    .map(pageEntry);
}

/** Where route handlers answer, by their files alone: for a test that asks a server and has no use for the handlers. */
export function readRouteAddresses(): string[] {
  return sources()
    .filter((file) => /\/route\.tsx?$/.test(file))
    .map(addressOf);
}

function sources(): string[] {
  return readdirSync(join(ROOT, "app"), { recursive: true, encoding: "utf8" })
    .map((file) => `app/${file.replaceAll("\\", "/")}`)
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .sort();
}

/** A module of the app by its path from the project's folder. */
export async function load(file: string): Promise<Record<string, unknown>> {
  return import(/* @vite-ignore */ join(ROOT, file));
}

/** Files elsewhere that declare server actions, and functions that do so inside: neither would be in the inventory. */
export function strayActions(): string[] {
  const files = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  return files.filter((file) => {
    if (!/\.(ts|tsx)$/.test(file) || file.startsWith("lib/testing/matrix")) return false;
    const source = readFileSync(join(ROOT, file), "utf8");
    const declared = /^\s*["']use server["'];?\s*$/m.test(source);
    return (
      declared &&
      !(file.startsWith("app/") && /^["']use server["'];?\n/.test(source) && !/\n\s*["']use server["']/.test(source))
    );
  });
}

function isActionFile(file: string): boolean {
  return /^["']use server["']/.test(readFileSync(join(ROOT, file), "utf8"));
}

async function routeEntries(file: string): Promise<Entry[]> {
  const path = addressOf(file);
  const route = (await load(file)) as Route;
  return METHODS.filter((method) => method in route).map((method) => ({
    name: `${method} ${path}`,
    kind: "route",
    file,
    path,
    member: method,
  }));
}

async function actionEntries(file: string): Promise<Entry[]> {
  const exported = Object.entries(await load(file)).filter(([, value]) => typeof value === "function");
  const path = file.replace(/\/[^/]+$/, "");
  return exported.map(([member]) => ({ name: `action ${path} ${member}`, kind: "action", file, path, member }));
}

function pageEntry(file: string): Entry {
  const path = addressOf(file);
  return { name: `page ${path}`, kind: "page", file, path, member: "default" };
}

/** `app/(web)/stats/[id]/page.tsx` is asked for at `/stats/[id]`. */
function addressOf(file: string): string {
  const folders = file.split("/").slice(1, -1);
  return `/${folders.filter((folder) => !/^\(.*\)$/.test(folder)).join("/")}`;
}
