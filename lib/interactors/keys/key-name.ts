import { z } from "zod";

/** What a key is listed under: one line of 1 to 100 characters. */
export const keyName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100, "must have at most 100 characters")
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not hold control characters");
