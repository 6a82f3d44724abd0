import { z } from "zod";

/** What a channel is listed under: one line of 1 to 100 characters. */
export const channelName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100, "must have at most 100 characters")
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, "must not hold control characters")
  .describe("What it is listed under.");

export const channelTargetText = z
  .string()
  .max(2_000, "must have at most 2000 characters")
  .describe(
    "Of an email channel the address, of a webhook and of Slack the URL, of PagerDuty the routing key. Answers show only what may be seen of it.",
  );
