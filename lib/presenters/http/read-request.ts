import { type Fault, Refusal } from "@/lib/errors";
import { camelCase, snakeCase } from "./field-names";

const MOST_BYTES = 256 * 1024;

/** What interactors call what the address says: nobody may say it a second time. */
const SAID_BY_ADDRESS = ["id", "ids"];

/** How the values of a query are meant; a parameter that is not named here stays text. */
export interface QueryTypes {
  numbers?: readonly string[];
  flags?: readonly string[];
  /** Comma-separated. */
  lists?: readonly string[];
  /** Comma-separated, each part a decimal number. */
  numberLists?: readonly string[];
  /** May be given several times: always a list of texts. */
  repeated?: readonly string[];
}

/**
 * The query as an object, each value of its type where it reads as one and as text where not. Its type is what the
 * interactor wants, unchecked: the interactor's own schema refuses what is wrong, by name. Throws `invalid` for a
 * parameter that is given twice and may not be.
 */
export function readQuery<T extends object>(request: Request, types: QueryTypes = {}): T {
  const query = new URL(request.url).searchParams;
  const names = [...new Set(query.keys())];
  const { repeated = [] } = types;
  refuseStrange(names);
  refuseTwice(query, repeated);
  const said = (name: string) =>
    repeated.includes(name) ? query.getAll(name) : typedValue(name, query.get(name) ?? "", types);
  return Object.fromEntries(names.map((name) => [name, said(name)])) as T;
}

/** Takes `format` out of a query: json when absent. Throws `invalid` for one that is not among those we write. */
export function readFormat<T extends object, F extends string = "csv">(
  query: T & { format?: string },
  others: readonly F[] = ["csv" as F],
): { format: "json" | F; query: Omit<T, "format"> } {
  const { format = "json", ...rest } = query;
  const known = (["json", ...others] as const).find((each) => each === format);
  if (known !== undefined) return { format: known, query: rest };
  const words = new Intl.ListFormat("en", { type: "disjunction" }).format(["json", ...others]);
  throw refusal([{ pointer: "#/format", detail: `must be ${words}` }]);
}

function typedValue(name: string, text: string, types: QueryTypes): unknown {
  const { numbers = [], flags = [], lists = [], numberLists = [] } = types;
  if (numbers.includes(name) && /^-?\d{1,9}$/.test(text)) return Number(text);
  if (flags.includes(name) && /^(true|false|1|0)$/.test(text)) return text === "true" || text === "1";
  if (lists.includes(name)) return text.split(",").filter((part) => part !== "");
  if (numberLists.includes(name)) {
    return text.split(",").map((part) => (/^-?\d{1,9}(\.\d{1,9})?$/.test(part) ? Number(part) : part));
  }
  return text;
}

/**
 * The JSON object in a request's body, its fields named as the code names them; unchecked like a query. Throws
 * `unsupported_type` when it is not declared as JSON, `too_large` over 256 KiB, `invalid` when it is no JSON object,
 * has a name that we never use, or an `id`: that is said by the address.
 */
export async function readBody<T extends object>(request: Request): Promise<T> {
  if (!isJson(request)) throw new Refusal("unsupported_type", "send JSON, with Content-Type: application/json");
  return readObject(parseJson(await readText(request)));
}

/** The same of a body that may also be a form, as `curl -d` sends one: then all its fields are text, each given once. */
export async function readFormOrBody<T extends object>(request: Request): Promise<T> {
  if (isJson(request)) return readBody(request);
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(typeOf(request))) {
    throw new Refusal("unsupported_type", "send a form, as curl -d does, or JSON with Content-Type: application/json");
  }
  const form = new URLSearchParams(await readText(request));
  refuseTwice(form);
  return readObject(Object.fromEntries(form));
}

function isJson(request: Request): boolean {
  return /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(typeOf(request));
}

function typeOf(request: Request): string {
  return request.headers.get("content-type") ?? "";
}

function readObject<T extends object>(body: unknown): T {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw refusal([{ pointer: "#", detail: "the body must be a JSON object" }]);
  }
  refuseStrange(Object.keys(body));
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [camelCase(name), value])) as T;
}

/** A body as it came, whatever its type. Throws `too_large` over 256 KiB, `invalid` when it is no UTF-8. */
export async function readText(request: Request): Promise<string> {
  const tooLarge = new Refusal("too_large", `a body may have at most ${MOST_BYTES} bytes`);
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw tooLarge;
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refusal([{ pointer: "#", detail: "the body must be UTF-8" }]);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal([{ pointer: "#", detail: "the body is not JSON" }]);
  }
}

function refuseTwice(fields: URLSearchParams, repeated: readonly string[] = []): void {
  const names = [...new Set(fields.keys())].filter((name) => !repeated.includes(name));
  const twice = names.filter((name) => fields.getAll(name).length > 1);
  if (twice.length > 0) throw refusal(twice.map((name) => ({ pointer: `#/${name}`, detail: "is given twice" })));
}

/** A name in camelCase would be taken for the code's own, so it is refused before names are translated. */
function refuseStrange(names: string[]): void {
  const strange = names.filter((name) => name !== snakeCase(name) || SAID_BY_ADDRESS.includes(name));
  if (strange.length > 0) throw refusal(strange.map((name) => ({ pointer: "#", detail: `unknown field ${name}` })));
}

function refusal(faults: Fault[]): Refusal {
  return new Refusal("invalid", faults.map((fault) => fault.detail).join("; "), { faults });
}
