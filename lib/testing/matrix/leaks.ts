import type { Caller } from "./actors";

const WORD = /canary(?:left|right|guest)(?:own|team|shared|shown|second|gone)/gi;

/** What no answer holds, whoever asks: what is kept of passwords, keys and links. */
const SECRET = /\$argon2|"hash"|password_?hash|\\\\x[0-9a-f]{64}|[^0-9a-f][0-9a-f]{64}[^0-9a-f]/i;

/** What an answer holds that the caller may not be told; `asked` is what the caller said, and so may hear again. */
export function leaksIn(text: string, caller: Caller, asked: string, tells: string[] = []): string[] {
  const words = new Set([...text.matchAll(WORD)].map(([word]) => word.toLowerCase()));
  const allowed = new Set([...caller.words, ...tells]);
  const strange = [...words].filter((word) => !allowed.has(word) && !asked.toLowerCase().includes(word));
  const ids = caller.hidden.filter(
    (id) => id !== "" && text.includes(id) && !asked.includes(id) && !tells.includes(id),
  );
  const secret = SECRET.exec(text)?.[0];
  return [...strange, ...ids, ...(secret === undefined ? [] : [`secret ${secret}`])];
}
