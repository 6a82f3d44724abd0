import type { Answer, IngestAnswer, IngestRequest } from "./answer";
import type { DatabaseClock } from "./database-clock";
import type { Intake } from "./intake";
import type { KeyUses } from "./key-uses";
import type { Owners } from "./owners";

/** What every dialect works with. */
export interface Desk {
  owners: Owners;
  intake: Intake;
  keyUses: KeyUses;
  clock: DatabaseClock;
  /** StatHat's pre-2017 answer for every team of this instance. */
  verboseReplies: boolean;
}

/** A way of talking to ingest: what it understands, and how it says yes and no. */
export interface Dialect {
  methods: readonly string[];
  receive(request: IngestRequest, desk: Desk): Promise<IngestAnswer>;
  wrongMethod(): Answer;
  tooLarge(request: IngestRequest): Answer;
  unsupportedEncoding(): Answer;
  brokenEncoding(): Answer;
  unavailable(): Answer;
  /** A fault of ours, about which nothing is said. */
  failed(): Answer;
  /** For doors that cannot cut a connection: says that nobody knows. */
  unknown(): Answer;
}

/** Whether a content type is JSON, in any case and with parameters. */
export function isJson(contentType: string | undefined): boolean {
  const [type = ""] = (contentType ?? "").split(";", 1);
  return /^(?:application\/(?:[\w.-]+\+)?json|text\/json)$/.test(type.trim().toLowerCase());
}

export function utf8(bytes: Uint8Array): string {
  return view(bytes).toString("utf8");
}

export function latin1(bytes: Uint8Array): string {
  return view(bytes).toString("latin1");
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
