import { describe, expect, it } from "vitest";
import type { ReportSubject } from "@/lib/domain/report";
import type { ReportRhythm } from "@/lib/domain/report-schedule";
import { draftOfReport, inputOfReportDraft, readReportDraft, reportDraftQuery } from "./report-draft";
import { knownReaders, readersWords, typedAddresses } from "./typed-addresses";

const at = new Date("2026-11-23T07:00:00Z");
const reader = (address: string, confirmedAt: Date | null = at, unsubscribedAt: Date | null = null) => ({
  ...{ id: address, address, confirmedAt, unsubscribedAt },
});

function reportWith(rhythm: ReportRhythm, subject: ReportSubject) {
  const schedule = { rhythm, hour: 7, minute: 5, zone: "Europe/Berlin" };
  return {
    name: "Morning",
    schedule,
    subject,
    recipients: [reader("ada@example.com"), reader("b@example.com", null, at)],
  };
}

describe("a draft", () => {
  it.each<[ReportRhythm, ReportSubject, object]>([
    [{ every: "day" }, { kind: "moved" }, { cadence: "daily", subject: { kind: "moved" } }],
    [
      { every: "week", weekday: 5 },
      { kind: "tags", tags: ["web", "api"] },
      { cadence: "weekly", weekday: "5", subject: { kind: "tags", tags: ["web", "api"] } },
    ],
    [
      { every: "month", day: "last" },
      { kind: "stats", statIds: ["aB3", "cD4"] },
      { cadence: "monthly", day: "last", subject: { kind: "stats", stats: ["aB3", "cD4"] } },
    ],
    [
      { every: "month", day: 31 },
      { kind: "favourites", userId: "u" },
      { cadence: "monthly", day: "31", subject: { kind: "favourites" } },
    ],
  ])("of a report, %o and %o, asks for that report and survives its address", (rhythm, subject, asked) => {
    const draft = draftOfReport(reportWith(rhythm, subject));
    expect(readReportDraft(Object.fromEntries(new URLSearchParams(reportDraftQuery(draft))))).toEqual(draft);
    expect(inputOfReportDraft(draft)).toEqual({
      ...{ name: "Morning", at: "07:05", tz: "Europe/Berlin", recipients: ["ada@example.com"] },
      ...asked,
    });
  });

  it("is as usual where nothing, or nothing sensible, is said", () => {
    const draft = readReportDraft(
      { cadence: "hourly", about: ["moved"], at: ["1"] },
      { tz: "UTC", recipients: "a@b.c" },
    );
    expect(draft).toMatchObject({ cadence: "daily", about: "moved", at: "08:00", tz: "UTC", recipients: "a@b.c" });
    expect(inputOfReportDraft(draft)).not.toHaveProperty("name");
  });

  it("keeps no stat of which the box is not ticked", () => {
    const saved = draftOfReport(reportWith({ every: "day" }, { kind: "stats", statIds: ["aB3"] }));
    expect(readReportDraft({}, saved).stats).toEqual(["aB3"]);
    expect(readReportDraft({ cadence: "daily", stats: "1", "stat-cD4": "1" }, saved).stats).toEqual(["cD4"]);
  });
});

describe("addresses", () => {
  it.each([
    ["", []],
    [" a@x.com, b@x.com;c@x.com\n\nd@x.com ", ["a@x.com", "b@x.com", "c@x.com", "d@x.com"]],
    ["a@x.com a@x.com", ["a@x.com"]],
  ])("typed as %j are %j", (text, addresses) => {
    expect(typedAddresses(text)).toEqual(addresses);
  });

  it("say who is asked first, and who stays without it", () => {
    const known = knownReaders([reader("ada@x.com"), reader("bob@x.com", at, at), reader("cleo@x.com", null)]);
    expect(known).toEqual({ agreed: ["ada@x.com"], gone: ["bob@x.com"] });
    expect(readersWords("Ada@x.com, half", known)).toEqual([]);
    expect(readersWords("cleo@x.com bob@x.com dan@x.com", known)).toEqual([
      "Asked by mail first, and sent nothing until they agree: cleo@x.com, dan@x.com.",
      "Unsubscribed, and stays so: bob@x.com.",
    ]);
  });
});
