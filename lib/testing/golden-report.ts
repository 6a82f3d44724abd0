import type { ReportContent, ReportLine } from "@/lib/domain/report";

/** Sunday 22 November 2026 in Berlin. */
const FROM = Date.parse("2026-11-21T23:00:00Z") / 1_000;
const TO = FROM + 86_400;

type Spark = (hour: number) => number | null;

function line(
  name: string,
  more: Omit<Partial<ReportLine>, "stat" | "spark"> & { spark: Spark; kind?: "value"; unit?: string },
) {
  const { spark, kind = "counter" as const, unit = "", ...numbers } = more;
  const stat = { id: `id${name.replaceAll(/\W/g, "")}`, name, kind, unit };
  const course = Array.from({ length: 24 }, (_, hour) => spark(hour));
  return { stat, now: 0, before: null, weekAgo: null, unusual: null, spark: course, sparkFrom: FROM, ...numbers };
}

const wave = (middle: number, size: number, hour: number) =>
  Math.round((middle + size * Math.sin(((hour - 7) / 24) * 2 * Math.PI)) * 100) / 100;

/** A day with some of everything that a report can tell. */
export const GOLDEN_REPORT: ReportContent = {
  team: { id: "11111111-1111-4111-8111-111111111111", name: "Birds of a feather" },
  period: { cadence: "daily", from: FROM, to: TO, zone: "Europe/Berlin" },
  lines: [
    line("signups", {
      now: 1_236,
      before: 1_102,
      weekAgo: 1_270,
      unusual: 6.2,
      spark: (h) => Math.round(wave(52, 36, h)),
    }),
    line("response time of the checkout, 95th percentile", {
      ...{ kind: "value", unit: "ms", now: 812.4, before: 430.25, weekAgo: 428, unusual: 4.1 },
      spark: (h) => (h === 4 ? null : wave(700, 300, h)),
    }),
    line("revenue", {
      ...{
        unit: "EUR",
        now: 48_215.5,
        before: 48_215.5,
        weekAgo: 51_000,
        unusual: 1.2,
        spark: (h) => wave(2_000, 1_500, h),
      },
    }),
    line("errors", { now: 14, before: 0, weekAgo: 3, unusual: 0.8, spark: (h) => (h % 5 === 0 ? h : 0) }),
    line("temperature on the roof", {
      ...{
        kind: "value",
        unit: "°C",
        now: -3.25,
        before: 2.5,
        weekAgo: null,
        unusual: 0.4,
        spark: (h) => wave(-3, 4, h),
      },
    }),
    line("backups", { now: 1, before: 1, weekAgo: 1, unusual: 0, spark: (h) => (h === 3 ? 1 : null) }),
    line("letters by post", { now: null, before: 7, weekAgo: null, spark: () => null }),
  ],
  more: 12,
  fresh: [line("trial extensions", { now: 31, spark: (h) => (h > 20 ? h : null) })],
  silent: [{ stat: { id: "idcron", name: "nightly import", kind: "counter", unit: "rows" }, lastAt: FROM - 7_380 }],
  alerts: [
    {
      ...{
        incidentId: "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000",
        alert: "Slow checkout",
        reason: "812 ms in the last hour, over 500",
      },
      stat: { id: "idresponse", name: "response time of the checkout, 95th percentile", kind: "value", unit: "ms" },
      ...{ beganAt: FROM + 50_700, endedAt: null },
    },
    {
      ...{ incidentId: "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001", alert: "Errors", reason: "14 in an hour, over 10" },
      stat: { id: "iderrors", name: "errors", kind: "counter", unit: "" },
      ...{ beganAt: FROM + 18_000, endedAt: FROM + 25_500 },
    },
  ],
  notes: [{ at: FROM + 36_000, text: "Release 4.2 went out", stat: null }],
};
