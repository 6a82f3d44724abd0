import { z } from "zod";
import type { Histogram } from "@/lib/domain/distribution-histogram";
import type { KeyKind } from "@/lib/domain/key";
import { PUBLISHERS } from "@/lib/domain/public-link";
import type { Bucket, Series } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";
import type { Team } from "@/lib/domain/team";
import { STEPS, type Step } from "@/lib/domain/time";

const time = z.iso.datetime().describe("RFC 3339, UTC");
const unixSeconds = z.int();

export const statAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    kind: z.enum(["counter", "value"]),
    unit: z.string(),
    description: z.string(),
    tags: z.array(z.string()),
    shared_by: z
      .string()
      .nullable()
      .describe("The team that shares the stat with this one, to be seen and not changed; null for one of its own."),
    favourite: z.boolean().describe("Of the person who asks, or who made the key."),
    public: z.boolean(),
    retention_days: z
      .int()
      .nullable()
      .describe(
        "For how many days minutes are kept; older ones are folded into quarters of an hour. null is for ever.",
      ),
    last_value: z.number().nullable().describe("The latest number received; null before the first."),
    last_at: time.nullable(),
    created_at: time,
  })
  .meta({ id: "Stat" });

export function presentStat(stat: ListedStat): z.infer<typeof statAnswer> {
  return {
    id: stat.id,
    name: stat.name,
    kind: stat.kind,
    unit: stat.unit,
    description: stat.description,
    tags: stat.tags,
    shared_by: stat.sharedBy,
    favourite: stat.favourite,
    public: stat.public,
    retention_days: stat.retentionDays,
    last_value: stat.lastValue,
    last_at: stat.lastAt?.toISOString() ?? null,
    created_at: stat.createdAt.toISOString(),
  };
}

const bucketAnswer = z
  .strictObject({
    t: unixSeconds.describe("The start of the bucket."),
    n: z.int().describe("How many numbers came."),
    v: z.number().nullable().describe("The sum of a counter, the mean of a value; null without data."),
    sum: z.number().nullable(),
    min: z.number().nullable(),
    max: z.number().nullable(),
  })
  .meta({ id: "Bucket" });

export const seriesAnswer = z
  .strictObject({
    stat: statAnswer,
    from: unixSeconds,
    to: unixSeconds,
    step: z.enum(STEPS as [Step, ...Step[]]),
    tz: z.string(),
    points: z.array(bucketAnswer),
    compare: z
      .array(bucketAnswer)
      .nullable()
      .describe("The earlier range; each `t` is that of the present bucket it lies under."),
  })
  .meta({ id: "Series" });

export function presentSeries(series: Series & { stat: ListedStat }): z.infer<typeof seriesAnswer> {
  const { stat, from, to, step, zone, points, compare } = series;
  return {
    stat: presentStat(stat),
    from,
    to,
    step,
    tz: zone,
    points: points.map(bucket),
    compare: compare?.map(bucket) ?? null,
  };
}

function bucket({ t, n, v, sum, min, max }: Bucket): z.infer<typeof bucketAnswer> {
  return { t, n, v, sum, min, max };
}

const distributionAnswer = z.strictObject({
  stat: statAnswer,
  from: unixSeconds.describe("The whole UTC hours that were counted begin here."),
  to: unixSeconds.describe("And end here."),
  n: z.int().describe("How many numbers came."),
});

export const percentilesAnswer = distributionAnswer
  .extend({
    percentiles: z
      .array(z.strictObject({ p: z.number(), v: z.number().nullable() }))
      .describe("`v` is within 1 % of the exact number; null without data."),
  })
  .meta({ id: "Percentiles" });

export function presentPercentiles({ stat, from, to, n, percentiles }: Percentiles): z.infer<typeof percentilesAnswer> {
  return { stat: presentStat(stat), from, to, n, percentiles: percentiles.map(({ p, v }) => ({ p, v })) };
}

/** How many percent of a stat's numbers are below which number, over whole hours (unix seconds). */
interface Percentiles {
  stat: ListedStat;
  from: number;
  to: number;
  n: number;
  percentiles: { p: number; v: number | null }[];
}

export const histogramAnswer = distributionAnswer
  .extend({
    scale: z.enum(["linear", "log"]),
    buckets: z
      .array(
        z.strictObject({
          from: z.number(),
          to: z.number().describe("Not included, except where it equals `from`: then all numbers were this one."),
          n: z.int(),
        }),
      )
      .describe("Ascending, without gaps, with round bounds; none without data."),
  })
  .meta({ id: "Histogram" });

export function presentHistogram(of: Omit<Percentiles, "percentiles"> & Histogram): z.infer<typeof histogramAnswer> {
  const { stat, from, to, n, scale, buckets } = of;
  return { stat: presentStat(stat), from, to, n, scale, buckets: buckets.map((each) => ({ ...each })) };
}

export const keyAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    kind: z.enum(["ingest", "read", "manage"]),
    alias: z.boolean().describe("Whether it is a text that was brought along as an EZ key."),
    prefix: z.string().describe("The key's first characters."),
    created_at: time,
    created_by: z
      .string()
      .nullable()
      .describe("The email address of whoever made it, in the team or not; null when the account is gone."),
    last_used_at: time.nullable().describe("To the minute."),
    expires_at: time.nullable(),
  })
  .meta({ id: "Key" });

export const newKeyAnswer = keyAnswer
  .extend({ key: z.string().describe("The key itself: shown here and never again.") })
  .meta({ id: "NewKey" });

/** A key as a list shows it: what recognises it and nothing that opens. */
export interface ShownKey {
  id: string;
  name: string;
  kind: KeyKind;
  alias: boolean;
  prefix: string;
  createdAt: Date;
  createdBy: { email: string } | null;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
}

export function presentKey(key: ShownKey): z.infer<typeof keyAnswer> {
  return {
    id: key.id,
    name: key.name,
    kind: key.kind,
    alias: key.alias,
    prefix: key.prefix,
    created_at: key.createdAt.toISOString(),
    created_by: key.createdBy?.email ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    expires_at: key.expiresAt?.toISOString() ?? null,
  };
}

export function presentNewKey(key: ShownKey & { key: string }): z.infer<typeof newKeyAnswer> {
  return { ...presentKey(key), key: key.key };
}

export const classicKeyAnswer = z.strictObject({ classic_key: z.string() }).meta({ id: "ClassicKey" });

export const teamAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    zone: z.string().describe("IANA zone: whose midnight a day of this team begins at."),
    verbose_replies: z.boolean().describe("StatHat's answer from before 2017, 200 with a body, to every post."),
    ez_enabled: z.boolean().describe("Whether the EZ API takes numbers of this team."),
    retention_days: z
      .int()
      .nullable()
      .describe("For how many days the minutes of new stats are kept, unless told otherwise. null is for ever."),
    publishers: z.enum(PUBLISHERS).describe("Who may make embeds and public pages."),
  })
  .meta({ id: "Team" });

export function presentTeam(team: Team): z.infer<typeof teamAnswer> {
  const { id, name, zone, verboseReplies, ezEnabled, retentionDays, publishers } = team;
  return {
    id,
    name,
    zone,
    verbose_replies: verboseReplies,
    ez_enabled: ezEnabled,
    retention_days: retentionDays,
    publishers,
  };
}

export const problemAnswer = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: "Problem" });

/** A page of a list: `next` is the cursor of the page after it, null on the last. */
export function listAnswer<S extends z.ZodType>(item: S) {
  return z.strictObject({ data: z.array(item), next: z.string().nullable() });
}
