import type { StatKind } from "@/lib/domain/stat";
import { type IngestAnswer, type IngestRequest, legacy } from "./answer";
import { type Desk, type Dialect, isJson, latin1 } from "./dialect";
import { receiveEzBatch } from "./ez-batch";
import { findEzOwner } from "./ez-owner";
import { type Form, parseForm } from "./form";
import type { Taken } from "./intake";
import { EZ_FORM, isFault, readItem, readNumber } from "./item";
import { legacyRefusal, legacyUnavailable } from "./legacy-answer";

const METHODS = ["GET", "HEAD", "POST", "OPTIONS"];

const manners = {
  methods: METHODS,
  wrongMethod: () => legacy.refusal(405, "send a GET or a POST", { allow: METHODS.join(", ") }),
  tooLarge: (request: IngestRequest) =>
    isJson(request.headers["content-type"])
      ? legacy.error("json too long")
      : legacy.refusal(413, "the body is longer than 5 MiB"),
  unsupportedEncoding: () => legacy.refusal(415, "send the body as it is or as gzip"),
  brokenEncoding: () => legacy.error("the body is not gzip"),
  unavailable: legacyUnavailable,
  failed: () => legacy.error("something went wrong here"),
  unknown: () => legacy.refusal(500, "the database did not answer; the number may have been counted or not"),
};

/** `/ez`: the stat is named and made when it is new; `ezkey`, which may be called `email`, tells whose it is. */
export const ez: Dialect = {
  ...manners,
  async receive(request, desk) {
    if (request.method === "POST" && request.body.length > 0 && isJson(request.headers["content-type"])) {
      return receiveEzBatch(request, desk);
    }
    return receiveEzForm(parametersOf(request), desk);
  },
};

/** `/c`: a count for the stat whose classic key it carries, together with its team's user key. */
export const classicCounter: Dialect = {
  ...manners,
  receive: (request, desk) => receiveClassic(request, desk, "counter"),
};

/** `/v`: the same for a value. */
export const classicValue: Dialect = { ...manners, receive: (request, desk) => receiveClassic(request, desk, "value") };

async function receiveEzForm(form: Form, desk: Desk): Promise<IngestAnswer> {
  const owner = await findEzOwner(form.get("ezkey")?.trim() || form.get("email")?.trim(), desk);
  if ("problem" in owner) return legacy.error(owner.problem);
  const item = readItem(
    { stat: form.get("stat"), count: form.get("count"), value: form.get("value"), t: form.get("t") },
    EZ_FORM,
    desk.clock.now() / 1_000,
  );
  if (isFault(item)) return legacy.error(item.detail);
  return answerOne(await desk.intake.take(owner.teamId, [item]), form, desk, owner.verboseReplies);
}

async function receiveClassic(request: IngestRequest, desk: Desk, kind: StatKind): Promise<IngestAnswer> {
  const form = parametersOf(request);
  const owner = await desk.owners.ofClassicKeys(form.get("key")?.trim() ?? "", form.get("ukey")?.trim() ?? "");
  if (owner === null) return legacy.error("invalid keys");
  const field = kind === "counter" ? "count" : "value";
  if (!form.has(field)) return legacy.error(`no ${field}`);
  const number = readNumber({ [field]: form.get(field), t: form.get("t") }, EZ_FORM, desk.clock.now() / 1_000);
  if (isFault(number)) return legacy.error(number.detail);
  return answerOne(await desk.intake.takeFor(owner.stat, number), form, desk, owner.verboseReplies);
}

function answerOne(taken: Taken, form: Form, desk: Desk, teamIsVerbose: boolean): IngestAnswer {
  const refused = legacyRefusal(taken);
  if (refused !== null) return refused;
  if (taken.kind === "none") return legacy.error(taken.faults[0]?.detail ?? "no stat");
  const vb = form.get("vb");
  return legacy.ok(desk.verboseReplies || teamIsVerbose || (vb !== undefined && vb !== "" && vb !== "0"));
}

/** The query's parameters before the body's: what the query says wins. */
function parametersOf(request: IngestRequest): Form {
  return parseForm(request.query, latin1(request.body));
}
