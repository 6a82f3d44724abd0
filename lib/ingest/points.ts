import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import type { StoredAnswer } from "@/lib/store/series/flush";
import type { Owner } from "@/lib/store/series/flush-owners";
import { type IngestAnswer, type IngestRequest, native, retryAfter } from "./answer";
import { type Desk, type Dialect, isJson, utf8 } from "./dialect";
import { isObject } from "./ez-batch";
import { isExpired } from "./ez-owner";
import { repeatedNames } from "./form";
import type { Taken } from "./intake";
import { type Fault, type Fields, type Item, NATIVE, readItem } from "./item";
import { parseJson } from "./json";

const METHODS = ["POST", "OPTIONS"];
const MOST_REJECTED = 100;
const LONGEST_KEY = 255;

const JSON_PROBLEMS = {
  broken: "The body is not JSON in UTF-8.",
  too_deep: "The JSON is nested too deeply.",
  repeated_name: "An object of the JSON names a thing twice.",
};

/**
 * `POST /api/v1/points`: one point or `{"points": […]}`, with an ingest key. Good points are stored even when others
 * are not; only when none was good is the answer an error. A write with an Idempotency-Key counts once within 24 h and
 * hears its first answer again.
 */
export const points: Dialect = {
  methods: METHODS,
  receive: receivePoints,
  wrongMethod: () => native.problem(405, "Send points with POST.", {}, { allow: METHODS.join(", ") }),
  tooLarge: () => native.problem(413, "The body is longer than 5 MiB, packed or unpacked."),
  unsupportedEncoding: () =>
    native.problem(415, "Send the body as it is or as gzip.", {}, { "accept-encoding": "gzip" }),
  brokenEncoding: () => native.problem(400, "The body is not gzip."),
  unavailable: () =>
    native.problem(503, "Nothing was stored: overloaded, or the database is away. Try again.", {}, retryAfter(1)),
  failed: () => native.problem(500, "Something went wrong here."),
  unknown: () => native.problem(500, "The database did not answer; the points may have been stored or not."),
};

async function receivePoints(request: IngestRequest, desk: Desk): Promise<IngestAnswer> {
  const owner = await findPointsOwner(request, desk);
  if (!("teamId" in owner)) return owner;
  const wanted = readRequest(request, desk);
  if (!("items" in wanted)) return wanted;
  const { items, single, key } = wanted;
  const keyed = key === null ? undefined : { key, hash: sha256(request.body), answer: storedAnswer };
  return answerOf(await desk.intake.take(owner.teamId, items, keyed), single);
}

async function findPointsOwner({ headers }: IngestRequest, desk: Desk): Promise<Owner | IngestAnswer> {
  const key = keyOf(headers);
  if (key === null) return unauthorized("Send an ingest key as Authorization: Bearer sn_in_….");
  const owner = await desk.owners.ofKey(key);
  if (owner === null) return unauthorized("Nobody has this key.");
  if (owner.revoked) return unauthorized("This key was revoked.");
  if (isExpired(owner, desk)) return unauthorized("This key has expired.");
  if (owner.keyKind !== "ingest") {
    return native.problem(403, `A ${owner.keyKind} key sends no points. Use an ingest key, sn_in_….`);
  }
  desk.keyUses.note(owner.keyId);
  return owner;
}

function keyOf(headers: IngestRequest["headers"]): string | null {
  const bearer = /^bearer +(\S+) *$/i.exec(headers.authorization ?? "")?.[1];
  return bearer ?? (headers["x-api-key"]?.trim() || null);
}

function unauthorized(detail: string): IngestAnswer {
  return native.problem(401, detail, {}, { "www-authenticate": "Bearer" });
}

interface Wanted {
  items: (Item | Fault)[];
  /** Whether the body was one point rather than a list. */
  single: boolean;
  key: string | null;
}

function readRequest({ query, headers, body }: IngestRequest, desk: Desk): Wanted | IngestAnswer {
  const [repeated] = repeatedNames(query);
  if (repeated !== undefined) return native.problem(400, "A parameter is there twice.");
  const type = headers["content-type"];
  if (type !== undefined && !isJson(type)) return native.problem(415, "Send JSON, as Content-Type: application/json.");
  const key = headers["idempotency-key"] ?? null;
  if (key !== null && (key === "" || key.length > LONGEST_KEY)) {
    return native.problem(400, `An Idempotency-Key has 1 to ${LONGEST_KEY} characters.`);
  }
  const json = isUtf8(body) ? parseJson(utf8(body)) : { problem: "broken" as const };
  if ("problem" in json) return native.problem(400, JSON_PROBLEMS[json.problem]);
  const entries = entriesOf(json.value);
  if (entries === null) return native.problem(400, 'Send one point, or {"points": [...]}.');
  const now = desk.clock.now() / 1_000;
  return { items: entries.list.map((entry) => readEntry(entry, now)), single: entries.single, key };
}

function entriesOf(body: unknown): { list: unknown[]; single: boolean } | null {
  if (!isObject(body)) return null;
  if (body.points === undefined) return { list: [body], single: true };
  return Array.isArray(body.points) ? { list: body.points, single: false } : null;
}

function readEntry(entry: unknown, now: number): Item | Fault {
  if (!isObject(entry)) return { code: "not_a_point", field: null, detail: "not a point" };
  return readItem(entry as Fields, NATIVE, now);
}

function answerOf(taken: Taken, single: boolean): IngestAnswer {
  switch (taken.kind) {
    case "stored":
      return native.ok(storedAnswer(taken.faults));
    case "replay":
      return native.ok(taken.answer);
    case "none":
      return taken.faults.length === 0 ? native.ok(storedAnswer([])) : noneGood(taken.faults, single);
    case "mismatch":
      return native.problem(422, "This Idempotency-Key was used with another body within 24 hours.");
    case "limited":
      return native.problem(429, `Nothing was stored: ${taken.detail}.`, {}, retryAfter(taken.retryAfterSeconds));
    case "too_many":
      return native.problem(413, "Nothing was stored: too many minutes of stats at once. Send fewer points.");
    case "unavailable":
      return points.unavailable();
    case "broken":
      return points.failed();
    case "unknown":
      return { hangUp: true };
  }
}

function storedAnswer(faults: (Fault | null)[]): StoredAnswer {
  const accepted = faults.filter((fault) => fault === null).length;
  return { status: 200, body: JSON.stringify({ accepted, rejected: rejectedOf(faults) }) };
}

function rejectedOf(faults: (Fault | null)[]): { index: number; code: string; detail: string }[] {
  return faults
    .flatMap((fault, index) => (fault === null ? [] : [{ index, code: fault.code, detail: fault.detail }]))
    .slice(0, MOST_REJECTED);
}

function noneGood(faults: (Fault | null)[], single: boolean): IngestAnswer {
  const errors = faults
    .flatMap((fault, index) =>
      fault === null ? [] : [{ pointer: pointerTo(fault, index, single), detail: fault.detail }],
    )
    .slice(0, MOST_REJECTED);
  const detail = single ? "The point was not stored." : "None of the points was good; nothing was stored.";
  return native.problem(422, detail, { errors, accepted: 0, rejected: rejectedOf(faults) });
}

function pointerTo({ field }: Fault, index: number, single: boolean): string {
  return (single ? "#" : `#/points/${index}`) + (field === null ? "" : `/${field}`);
}

function sha256(body: Uint8Array): Buffer {
  return createHash("sha256").update(body).digest();
}
