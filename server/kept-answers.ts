import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { answersTurn, type Offer, offerOf } from "@/lib/open-answer";

/** Makes an answer. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

/** As long as what a link shows is remembered. */
const LASTS_MS = 2_000;
const MOST_KEPT = 500;
const MOST_BYTES = 128 * 1024;

const PATHS = /^\/(?:embed|badge)\//;
/** Next answers what has one of them in a form of its own. Our own pages see what is so now, and are no views. */
const ITS_OWN = /^(?:rsc|next-|range$|sec-fetch-site$)/;
/** Of a body, which a 304 has none of. */
const OF_BODIES = ["content-type", "content-length", "content-encoding"];

interface Kept {
  since: number;
  /** The age at which one who asks has it made anew. */
  renewAfter: number;
  renewed: boolean;
  turn: number;
  headers: OutgoingHttpHeaders;
  /** Null while only those asked who have it. */
  body: Buffer | null;
  offer: Offer;
}

/**
 * Sends answers of embeds and badges that were offered (`offerAnswer`) again for two seconds, just as they were: of
 * those who ask for the same in the second half of that time one has it made anew. Takes and gives only what is the same
 * for everybody; a server with many embeds does in a tenth of a millisecond what takes Next several.
 */
export function keepAnswers(
  make: Handle,
  { now = Date.now, chance = Math.random }: { now?: () => number; chance?: () => number } = {},
): Handle {
  const kept = new Map<string, Kept>();

  function keep(key: string, made: Kept): void {
    const known = kept.get(key);
    const same = known?.headers.etag === made.headers.etag;
    // Who had it already was sent no body; the one that is kept is the same.
    const full = made.body === null && same && known !== undefined && known.body !== null ? known : made;
    kept.delete(key);
    kept.set(key, { ...made, headers: full.headers, body: full.body });
    for (const [oldest, { since }] of kept) {
      if (kept.size <= MOST_KEPT && now() - since < LASTS_MS) return;
      kept.delete(oldest);
    }
  }

  return async (request, response) => {
    const key = keyOf(request);
    if (key === null) return make(request, response);
    const [since, turn, known] = [now(), answersTurn(), kept.get(key)];
    const age = known === undefined ? LASTS_MS : Math.abs(since - known.since);
    if (known !== undefined && age < LASTS_MS && known.turn === turn) {
      if (age < known.renewAfter || known.renewed) {
        if (sendAgain(request, response, known)) return;
      } else known.renewed = true;
    }
    record(response, (headers, body) => {
      const offer = offerOf(response);
      const renewAfter = LASTS_MS * (0.5 + chance() / 2);
      if (offer !== undefined) keep(key, { since, renewAfter, renewed: false, turn, headers, body, offer });
    });
    return make(request, response);
  };
}

/** All of a request that its answer depends on; null for one that is for Next alone. */
function keyOf({ method, url = "", headers }: IncomingMessage): string | null {
  if (method !== "GET" || !PATHS.test(url)) return null;
  if (Object.keys(headers).some((name) => ITS_OWN.test(name) && headers[name] !== "cross-site")) return null;
  const { host, "x-forwarded-host": forwardedHost, "x-forwarded-proto": proto } = headers;
  return JSON.stringify([url, host, forwardedHost, proto, headers["accept-encoding"]]);
}

/** False when there is no body for somebody who needs one. */
function sendAgain(request: IncomingMessage, response: ServerResponse, { headers, body, offer }: Kept): boolean {
  if (knows(request, headers.etag)) {
    const bare = Object.entries(headers).filter(([name]) => !OF_BODIES.includes(name));
    response.writeHead(304, Object.fromEntries(bare)).end();
    return true;
  }
  if (body === null) return false;
  response.writeHead(200, { ...headers, "content-length": body.length }).end(body);
  offer.sentAgain();
  return true;
}

function knows({ headers }: IncomingMessage, tag: OutgoingHttpHeaders[string]): boolean {
  const known = (headers["if-none-match"] ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return typeof tag === "string" && known.includes(tag);
}

/** Tells what was sent, once all of it was: of a 304 no body. Nothing is told of other answers, or of long ones. */
function record(response: ServerResponse, tell: (headers: OutgoingHttpHeaders, body: Buffer | null) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const note = ([chunk, encoding]: unknown[]) => {
    if (typeof chunk !== "string" && !(chunk instanceof Uint8Array)) return;
    const coding = typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8";
    const copy = typeof chunk === "string" ? Buffer.from(chunk, coding) : Buffer.from(chunk);
    bytes += copy.length;
    if (bytes <= MOST_BYTES) chunks.push(copy);
  };
  for (const name of ["write", "end"] as const) {
    const send = response[name];
    const noted = (...sent: unknown[]): unknown => {
      note(sent);
      return Reflect.apply(send, response, sent);
    };
    Object.assign(response, { [name]: noted });
  }
  response.on("finish", () => {
    const headers = { ...response.getHeaders() };
    if (headers.etag === undefined || bytes > MOST_BYTES) return;
    if (response.statusCode === 200) tell(headers, Buffer.concat(chunks));
    if (response.statusCode === 304) tell(headers, null);
  });
}
