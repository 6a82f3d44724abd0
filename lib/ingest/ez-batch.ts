import { type IngestAnswer, type IngestRequest, legacy } from "./answer";
import { type Desk, utf8 } from "./dialect";
import { findEzOwner } from "./ez-owner";
import { parseForm } from "./form";
import { EZ_JSON, type Fault, type Fields, type Item, readItem } from "./item";
import { parseJson } from "./json";
import { legacyRefusal } from "./legacy-answer";

const MOST_ERRORS = 100;

const JSON_PROBLEMS = {
  broken: "invalid json",
  too_deep: "json nested too deeply",
  repeated_name: "json names a thing twice",
};

/**
 * StatHat's JSON batch: `{"ezkey": …, "data": [{"stat", "count"|"value", "t"?}, …]}`. Good items are stored even when
 * others are not. `multiple` is the number of items stored; when some were refused, `errors` lists up to a hundred of
 * them by index. The status stays 200 then, since a client that repeats the batch would count the good ones twice.
 * When no item was good the answer is the error of the first.
 */
export async function receiveEzBatch(request: IngestRequest, desk: Desk): Promise<IngestAnswer> {
  const json = parseJson(utf8(request.body));
  if ("problem" in json) return legacy.error(JSON_PROBLEMS[json.problem]);
  if (!isObject(json.value)) return legacy.error("json is not an object");
  const batch = json.value;
  const query = parseForm(request.query);
  const owner = await findEzOwner(keyOf(batch) ?? query.get("ezkey") ?? query.get("email"), desk);
  if ("problem" in owner) return legacy.error(owner.problem);
  const entries = entriesOf(batch);
  if (entries === null) return legacy.error("data is not a list");
  const now = desk.clock.now() / 1_000;
  const items = entries.map((entry) => readEntry(entry, now));
  if (items.length === 0) return legacy.batch(0, []);
  const taken = await desk.intake.take(owner.teamId, items);
  const refused = legacyRefusal(taken);
  if (refused !== null) return refused;
  const faults = "faults" in taken ? taken.faults : [];
  const bad = faults.flatMap((fault, index) => (fault === null ? [] : [{ index, msg: fault.detail }]));
  if (bad.length === items.length) return legacy.error(bad[0]?.msg ?? "no stat");
  return legacy.batch(items.length - bad.length, bad.slice(0, MOST_ERRORS));
}

/** `null`, which a real client sends when it has nothing, is an empty list. */
function entriesOf(batch: Record<string, unknown>): unknown[] | null {
  const { data } = batch;
  if (Array.isArray(data)) return data;
  if (data !== undefined && data !== null) return null;
  return batch.stat === undefined ? [] : [batch];
}

function readEntry(entry: unknown, now: number): Item | Fault {
  if (!isObject(entry)) return { code: "not_a_point", field: null, detail: "item is not an object" };
  return readItem(entry as Fields, EZ_JSON, now);
}

function keyOf(batch: Record<string, unknown>): string | undefined {
  return [batch.ezkey, batch.email].find((key): key is string => typeof key === "string" && key.trim() !== "")?.trim();
}

export function isObject(thing: unknown): thing is Record<string, unknown> {
  return typeof thing === "object" && thing !== null && !Array.isArray(thing);
}
