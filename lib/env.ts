import { z } from "zod";

const whole = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const flag = z
  .enum(["0", "1", "false", "true", ""])
  .default("0")
  .transform((text) => text === "1" || text === "true");

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  STATNEST_ROLE: z.enum(["all", "api", "web", "worker"]).default("all"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  STATNEST_DATA: z.string().default(".statnest"),
  STATNEST_URL: z.url().optional(),
  NEXTAUTH_SECRET: z.string().min(16).optional(),
  CRON_SECRET: z.string().min(16).optional(),
  /** Without it mails are files in the data folder. */
  RESEND_API_KEY: z.string().optional(),
  /** Another server that speaks as Resend does. */
  RESEND_BASE_URL: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).optional(),
  /** What the provider signs its word of bounces and complaints with; without it `POST /api/mail-events` is not there. */
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^(whsec_[A-Za-z0-9+/=]{16,})?$/, "is no secret of a webhook: whsec_ and base64")
    .optional(),
  /** Whom mails come from: `you@example.com` or `Your name <you@example.com>`. */
  MAIL_FROM: z
    .string()
    .regex(/^([^<>\p{Cc}]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)?$/u, "is no address of a sender")
    .optional(),
  /** Lets webhooks lead to any address, port and `http:`: whoever may make channels then reaches this network. */
  STATNEST_ALLOW_PRIVATE_WEBHOOKS: flag,
  /** Another server that takes PagerDuty's events. */
  PAGERDUTY_BASE_URL: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).optional(),
  /** StatHat's pre-2017 answer for every team of this instance. */
  STATNEST_VERBOSE_REPLIES: flag,
  STATNEST_LIMIT_STATS: whole(10_000),
  STATNEST_LIMIT_NEW_STATS_PER_MINUTE: whole(2_000),
  STATNEST_LIMIT_POINTS_PER_SECOND: whole(20_000),
  STATNEST_LIMIT_API_PER_MINUTE: whole(600),
  STATNEST_LIMIT_SIGN_UPS_PER_HOUR: whole(100),
  STATNEST_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** Set by the supervisor for its children: where the web process listens. */
  STATNEST_WEB_SOCKET: z.string().optional(),
});

export type Env = z.infer<typeof schema>;

let known: Env | undefined;

/** The process's configuration, checked once at first use. Throws one sentence that names every wrong variable. */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}

export function readEnv(variables: NodeJS.ProcessEnv): Env {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`configuration: ${faults.join("; ")}`);
}

/** The address people and mails use; no slash at its end. */
export function baseUrl(settings: Env = env()): string {
  return (settings.STATNEST_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, "");
}

/** Whom mails come from: MAIL_FROM, else `statnest` at the host that people use. */
export function mailFrom(settings: Env = env()): string {
  return settings.MAIL_FROM || `Statnest <statnest@${new URL(baseUrl(settings)).hostname}>`;
}
