import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, type Route } from "@/lib/testing/api";
import { type ApiScene, apiScene } from "@/lib/testing/api-scene";
import * as openapi from "./openapi.json/route";

let scene: ApiScene;
// biome-ignore lint/suspicious/noExplicitAny: the document is read as any client would, without our types
let document: any;
beforeAll(async () => {
  scene = await apiScene();
  document = (await ask(openapi, "/api/v1/openapi.json")).json;
});
afterAll(() => scene.store.close());

const FOLDER = "app/api/v1";

/** Each route's path as the document writes it, with the methods it really answers. */
async function routes(): Promise<string[]> {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
  const found: string[] = [];
  for (const file of files) {
    const path = `/${file.replaceAll("\\", "/").replace(/\/?route\.ts$/, "")}`.replace(/\[(\w+)\]/g, "{$1}");
    if (path.includes("...")) continue;
    const route: Route = await import(/* @vite-ignore */ join(process.cwd(), FOLDER, file));
    for (const method of await methodsOf(path, route)) found.push(`${method} ${path}`);
  }
  return found.sort();
}

async function methodsOf(path: string, route: Route): Promise<string[]> {
  // The one route whose answers are the ingest's own: its exports are its methods, bar the preflight.
  if (path === "/points") return ["post"];
  const { headers } = await ask(route, "/", { method: "OPTIONS" });
  const allow = (headers.get("allow") ?? "").toLowerCase().split(", ");
  return allow.filter((method) => method !== "options");
}

test("every route and method is in the document, and nothing else is", async () => {
  const described = Object.entries(document.paths).flatMap(([path, calls]) =>
    Object.keys(calls as object).map((method) => `${method} ${path}`),
  );
  const real = await routes();
  if (!real.includes("post /points")) real.push("post /points");
  expect(described.sort()).toEqual(real.sort());
});

test("every reference leads somewhere, every id is used once, every path parameter is declared", () => {
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
    expect(Object.keys(document.components.schemas)).toContain(name);
  }
  const ids: string[] = [];
  for (const [path, calls] of Object.entries<
    Record<string, { operationId: string; parameters: { name: string; in: string }[] }>
  >(document.paths)) {
    for (const call of Object.values(calls)) {
      ids.push(call.operationId);
      const declared = call.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
      expect(declared).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    }
  }
  expect(new Set(ids).size).toBe(ids.length);
});

test("it is OpenAPI 3.1 with the API's own field names, and anybody may read it", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(document.servers).toEqual([{ url: "http://localhost:3000/api/v1" }]);
  const team = document.paths["/team"].patch.requestBody.content["application/json"].schema;
  expect(Object.keys(team.properties)).toEqual([
    "name",
    "zone",
    "verbose_replies",
    "ez_enabled",
    "retention_days",
    "publishers",
  ]);
  const parameters = document.paths["/stats"].get.parameters.map(({ name }: { name: string }) => name);
  expect(parameters).toEqual(["q", "kind", "tag", "favourite", "trash", "shared", "sort", "limit", "cursor"]);
  expect(document.components.schemas.Stat.required).toContain("last_value");
});
