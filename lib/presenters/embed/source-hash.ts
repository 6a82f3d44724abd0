import { createHash } from "node:crypto";

/** What a content security policy lets an inline style or script in by. */
export function sourceHash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
