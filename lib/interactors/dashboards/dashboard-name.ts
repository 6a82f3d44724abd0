import { z } from "zod";
import { MAX_DASHBOARD_NAME } from "@/lib/domain/dashboard";

/** A dashboard's name: one line of 1 to 100 characters. Two may have the same. */
export const dashboardName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(MAX_DASHBOARD_NAME, `must have at most ${MAX_DASHBOARD_NAME} characters`)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not hold control characters");
