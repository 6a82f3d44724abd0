import pino, { type Logger } from "pino";
import { env } from "@/lib/env";

const KEY = Symbol.for("statnest.log");
type Holder = { [KEY]?: Logger };

const SECRET_FIELDS = ["authorization", "cookie", "password", "ezkey", "ukey", "key", "token", "secret", "query"];

/** Keys of ours, bearer tokens, credentials in an address, and parameters that carry a key, wherever they stand in a line. */
const OUR_KEYS = /\b(sn_(?:in|rd|rw)_[0-9A-Za-z]{4})[0-9A-Za-z]+/g;
const BEARERS = /\b(Bearer|Basic)\s+[^\s"\\]+/gi;
const CREDENTIALS = /(\/\/[^\s:/@"]+):[^\s/@"]+@/g;
const PARAMETERS = /\b(ezkey|ukey|key|email|password|token|secret)=[^&\s"\\]+/gi;

/**
 * The process's log: one JSON object a line on standard output, from STATNEST_LOG_LEVEL upwards. Whatever looks
 * like a key, a token or a password is cut before the line is written.
 */
export function log(): Logger {
  const holder = globalThis as Holder;
  holder[KEY] ??= openLog({ level: env().STATNEST_LOG_LEVEL, role: env().STATNEST_ROLE });
  return holder[KEY];
}

export function openLog(
  options: { level: string; role: string },
  write: (line: string) => void = (line) => void process.stdout.write(line),
): Logger {
  return pino(
    {
      level: options.level,
      base: { role: options.role, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "…" },
    },
    { write: (line: string) => write(withoutSecrets(line)) },
  );
}

/** The text with every key, token and password in it cut to what recognises but does not open. */
export function withoutSecrets(text: string): string {
  return text
    .replace(OUR_KEYS, "$1…")
    .replace(BEARERS, "$1 …")
    .replace(CREDENTIALS, "$1:…@")
    .replace(PARAMETERS, "$1=…");
}

/** What a log may say of a request's address: no query string, and no token where StatHat's export API has one. */
export function loggedPath(url: string): string {
  const path = url.split("?", 1)[0] ?? "";
  return path.replace(/^\/x\/[^/]+/, "/x/…");
}
