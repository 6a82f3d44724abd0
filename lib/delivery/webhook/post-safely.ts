import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { isIPv6, type LookupFunction } from "node:net";
import type { Reach } from "./reach";
import { ClosedAddress, checkUrl, findAddresses, hostOf } from "./target-url";

const MOST_BODY_BYTES = 64 * 1024;
const MOST_HEADER_BYTES = 16 * 1024;
/** For how long the rest of an answer is worth waiting for, once its status is known. */
const REST_MS = 2_000;
const LONGEST_WISH_S = 30 * 86_400;

/** What came of a call. `problem` holds nothing of the URL, whose path may be a secret, and no address. */
export type Answered =
  | { status: number; text: string; retryAfterSeconds?: number }
  /** There was no answer. */
  | { problem: string };

/**
 * Posts to an address that somebody chose. It never throws, follows nothing, connects only to addresses that were
 * checked in this very call, tells the receiver nothing but what it is handed, and takes as much time and memory as a
 * receiver of good will needs, whatever this one does: `reach.patienceMs` from begin to end, 16 KiB of headers, and 64
 * KiB of a body, which is not unpacked.
 */
export async function postSafely(
  address: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  reach: Reach,
): Promise<Answered> {
  const checked = checkUrl(address, reach);
  if ("problem" in checked) return { problem: `the URL ${checked.problem}` };
  const { url } = checked;
  const patience = AbortSignal.timeout(reach.patienceMs);
  try {
    const addresses = await orAborted(findAddresses(hostOf(url), reach), patience);
    return await exchange(url, { headers, body, addresses, patience });
  } catch (error) {
    if (patience.aborted) return { problem: `no answer within ${reach.patienceMs / 1_000} seconds` };
    return { problem: wordsFor(error) };
  }
}

interface Exchange {
  headers: Record<string, string>;
  body: string;
  addresses: string[];
  patience: AbortSignal;
}

function exchange(url: URL, { headers, body, addresses, patience }: Exchange): Promise<Answered> {
  const options: RequestOptions = {
    method: "POST",
    headers: {
      "User-Agent": "Statnest",
      Accept: "*/*",
      "Accept-Encoding": "identity",
      ...headers,
      "Content-Length": Buffer.byteLength(body),
    },
    lookup: onlyTo(addresses),
    signal: patience,
    // A connection of its own, which ends with the answer: the next call looks the name up anew.
    agent: false,
    maxHeaderSize: MOST_HEADER_BYTES,
    insecureHTTPParser: false,
  };
  let answered = false;
  return new Promise((resolve, reject) => {
    const call = url.protocol === "https:" ? httpsRequest(url, options) : httpRequest(url, options);
    // Once there is a status, what happens to the rest of the answer changes nothing: then this comes too late.
    call.on("error", (error) => answered || reject(error));
    // A receiver that wants to speak something else ends the call without an error.
    call.on("upgrade", (_, socket) => socket.destroy());
    call.on("close", () => answered || reject(new Error("it ended without an answer")));
    call.on("information", () => {
      if ((call.socket?.bytesRead ?? 0) > MOST_HEADER_BYTES) call.destroy(new Error("endless headers"));
    });
    call.on("response", (response) => {
      answered = true;
      const { statusCode: status = 0, headers: told } = response;
      readSome(response).then((text) => {
        call.destroy();
        resolve({ status, text, ...wishOf(told["retry-after"]) });
      });
    });
    call.end(body);
  });
}

/** A lookup that knows these addresses and no name server. */
function onlyTo(addresses: string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_, { all }, callback) => {
    const [first = { address: "", family: 4 }] = known;
    if (all) callback(null, known);
    else callback(null, first.address, first.family);
  };
}

/** The beginning of a body: what came until it was enough, too slow, or broken off. */
function readSome(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      response.destroy();
      resolve(Buffer.concat(chunks).subarray(0, MOST_BODY_BYTES).toString("utf8"));
    };
    const timer = setTimeout(done, REST_MS);
    response.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= MOST_BODY_BYTES) done();
    });
    for (const event of ["end", "close", "error"]) response.once(event, done);
  });
}

/** `Retry-After`, as seconds from now, whether it is a number or a date. */
function wishOf(header: string | undefined): { retryAfterSeconds?: number } {
  if (header === undefined) return {};
  const seconds = /^\d{1,12}$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return seconds > 0 ? { retryAfterSeconds: Math.min(Math.ceil(seconds), LONGEST_WISH_S) } : {};
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

const WORDS: Record<string, string> = {
  ENOTFOUND: "there is no such host",
  ENODATA: "its host has no address",
  ECONNREFUSED: "it refuses connections",
  ECONNRESET: "it broke the connection off",
  EPIPE: "it broke the connection off",
  HPE_HEADER_OVERFLOW: "it sends too many headers",
};

/** What went wrong, by its code alone: messages of errors name hosts and addresses. */
function wordsFor(error: unknown): string {
  if (error instanceof ClosedAddress) return `the URL ${error.message}`;
  const code = codeOf(error);
  if (WORDS[code] !== undefined) return WORDS[code];
  if (/CERT|SIGNATURE|ALTNAME|SELF_SIGNED/.test(code)) return `its certificate is not valid: ${code}`;
  if (/^HPE_|_SSL_|TLS/.test(code)) return `it does not speak as it should: ${code}`;
  return code === "" ? "the call failed" : `the call failed: ${code}`;
}

/** Of a host with several addresses, the code of the first that failed. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
