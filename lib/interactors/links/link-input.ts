import { z } from "zod";
import { EMBED_SIZE, EMBED_THEMES, PLAIN_LOOK } from "@/lib/domain/embed-look";
import { MAX_ORIGINS, parseOrigin } from "@/lib/domain/public-link";
import { Refusal } from "@/lib/errors";

const side = (most: number) => z.int().min(EMBED_SIZE.least).max(most);

/** How an embed looks; what is not named is as in `PLAIN_LOOK`, or stays as it is. */
export const embedLook = z.strictObject({
  theme: z.enum(EMBED_THEMES).optional().describe("auto follows the page that the embed is on."),
  width: side(EMBED_SIZE.mostWidth).optional().describe(`CSS pixels; ${PLAIN_LOOK.width} unless told.`),
  height: side(EMBED_SIZE.mostHeight).optional().describe(`CSS pixels; ${PLAIN_LOOK.height} unless told.`),
  heading: z.boolean().optional().describe("Whether title and latest value stand above the chart."),
  credit: z.boolean().optional().describe("Whether a word leads to Statnest."),
});

/** The only pages that may show it; empty is any. Each as a browser writes an origin. */
export const origins = z
  .array(z.string().max(300))
  .max(MAX_ORIGINS, `must name at most ${MAX_ORIGINS} origins`)
  .transform((raw, issue) => {
    const parsed = raw.map((each, index) => {
      const origin = parseOrigin(each);
      if (origin === null) {
        issue.addIssue({ code: "custom", path: [index], message: "is no origin such as https://blog.example.com" });
      }
      return origin;
    });
    return [...new Set(parsed.filter((origin) => origin !== null))];
  })
  .describe(
    "The only pages that may show it, such as https://blog.example.com or https://*.example.com; empty is any.",
  );

export const linkExpiry = z.iso.datetime({ offset: true, error: "must be an RFC 3339 time" }).nullable();

/** The moment a link closes by itself; null is never. Throws `unprocessable` for one in the past. */
export function expiryOf(asked: string | null | undefined, now: Date): Date | null {
  if (asked === undefined || asked === null) return null;
  const expiry = new Date(asked);
  if (expiry > now) return expiry;
  const faults = [{ pointer: "#/expiresAt", detail: "is in the past" }];
  throw new Refusal("unprocessable", "a link cannot expire in the past", { faults });
}

/** What is said of a link that is missing, was revoked, or is another team's: nobody can tell which. */
export function noSuchLink(): Refusal {
  return new Refusal("not_found", "there is no such link");
}
