import { isValidElement } from "react";
import { Refusal } from "@/lib/errors";
import { STATUS } from "@/lib/presenters/http/status";
import { UNSENT } from "@/lib/presenters/view/form-state";
import type { Route } from "@/lib/testing/api";
import { ORIGIN } from "./actors";
import { browse, browser } from "./browser";
import { type Entry, load } from "./inventory";
import { type Answer, type Asked, outcomeOf } from "./outcome";

const PASSING = /^(ratelimit|x-ratelimit|retry-after|date$|etag$)/;

/** Asks as a route handler, an action or a page is asked by Next, and says what came of it. */
export async function call(entry: Entry, headers: Record<string, string>, asked: Asked): Promise<Answer> {
  browse({ ...headers, ...asked.headers });
  if (entry.kind === "route") return callRoute(entry, headers, asked);
  if (entry.kind === "action") return callAction(entry, asked);
  return callPage(entry, asked);
}

async function callRoute(entry: Entry, sent: Record<string, string>, asked: Asked): Promise<Answer> {
  const { params = {}, query = {}, body } = asked;
  const headers = new Headers({ ...sent, ...asked.headers });
  if (body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
  const address = new URL(
    entry.path.replace(/\[+(?:\.\.\.)?(\w+)\]+/g, (_, name) => String(params[name] ?? "")),
    ORIGIN,
  );
  address.search = String(new URLSearchParams(query));
  const ended = new AbortController();
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const request = new Request(address, { method: entry.member, headers, body: text, signal: ended.signal });
  const handler = ((await load(entry.file)) as Route)[entry.member];
  if (handler === undefined) throw new Error(`no ${entry.name}`);
  try {
    const response = await handler(request, { params: Promise.resolve(params as never) });
    return await answerOf(response);
  } catch (thrown) {
    return { ...thrownAnswer(thrown), status: 0 };
  } finally {
    ended.abort();
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const body = await readBody(response);
  const told = [...response.headers].filter(([name]) => !PASSING.test(name)).map((pair) => pair.join(": "));
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  const json = isJson && body !== "" ? JSON.parse(body) : undefined;
  // StatHat answers 200 with its real status in the body, and 204 to what it took.
  const isLegacyError = response.status === 200 && json?.status >= 400;
  return {
    outcome: isLegacyError ? "invalid" : outcomeOf(response.status, response.headers.get("location")),
    status: response.status,
    text: [response.status, ...told, "", body].join("\n"),
    json,
  };
}

/** All of it; of a stream of events, what comes first. */
async function readBody(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response.text();
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return new TextDecoder().decode(first?.value);
}

async function callAction(entry: Entry, { form = {} }: Asked): Promise<Answer> {
  const action = (await load(entry.file))[entry.member] as (...values: unknown[]) => Promise<unknown>;
  const sent = new FormData();
  for (const [name, value] of Object.entries(form)) sent.set(name, value);
  try {
    const state = await (action.length > 1 ? action(UNSENT, sent) : action(sent));
    if (browser.fault !== undefined) throw browser.fault;
    return { ...refusedAnswer(browser.refusal), text: JSON.stringify([state, ...browser.set.keys()]) };
  } catch (thrown) {
    return thrownAnswer(thrown);
  }
}

async function callPage(entry: Entry, { params = {}, query = {} }: Asked): Promise<Answer> {
  const page = (await load(entry.file)) as Record<string, (props: object) => unknown>;
  const props = { params: Promise.resolve(params), searchParams: Promise.resolve(query) };
  try {
    const title = await page.generateMetadata?.(props);
    return {
      outcome: "allowed",
      status: 200,
      text: JSON.stringify([title ?? "", await drawn(await page.default?.(props))]),
    };
  } catch (thrown) {
    return thrownAnswer(thrown);
  }
}

/** What a page hands to the components that draw it: of those that fetch for themselves, what these hand on. */
async function drawn(node: unknown): Promise<unknown> {
  if (Array.isArray(node)) return Promise.all(node.map(drawn));
  if (!isValidElement(node)) return plain(node);
  const { type, props } = node as { type: unknown; props: Record<string, unknown> };
  // Whoever is handed who asks is of the server, and hands it to another that fetches.
  if (typeof type === "function" && (type.constructor.name === "AsyncFunction" || "ctx" in props)) {
    return drawn(await type(props));
  }
  return Promise.all(Object.entries(props).map(async ([name, value]) => [name, await drawn(value)]));
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (value instanceof Map || value instanceof Set) return [...value].map(plain);
  return Object.entries(value).map(([name, each]) => [name, isValidElement(each) ? "element" : plain(each)]);
}

function refusedAnswer(refusal: Refusal | undefined): Omit<Answer, "text"> {
  const status = refusal === undefined ? 200 : STATUS[refusal.code].status;
  return { outcome: outcomeOf(status, null), status };
}

/** A redirect or a page that is not there, which Next throws; a refusal that nobody caught; a fault of ours. */
function thrownAnswer(thrown: unknown): Answer {
  if (thrown instanceof Refusal) return { ...refusedAnswer(thrown), text: thrown.detail };
  const digest = (thrown as { digest?: unknown }).digest;
  if (typeof digest !== "string") throw thrown;
  if (digest.startsWith("NEXT_HTTP_ERROR_FALLBACK")) return { outcome: "not found", status: 404, text: digest };
  if (!digest.startsWith("NEXT_REDIRECT")) throw thrown;
  const [, , location = ""] = digest.split(";");
  return { outcome: outcomeOf(307, location), status: 307, text: JSON.stringify([digest, ...browser.set.keys()]) };
}
