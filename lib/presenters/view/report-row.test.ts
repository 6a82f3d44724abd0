import { describe, expect, it, test } from "vitest";
import type { ReportSubject } from "@/lib/domain/report";
import type { ReportRhythm } from "@/lib/domain/report-schedule";
import { Refusal } from "@/lib/errors";
import { nextTimes } from "./next-times";
import { recipientRow } from "./recipient-row";
import { readReportDraft } from "./report-draft";
import { scheduleFaults, underReportFields } from "./report-faults";
import { reportRow } from "./report-row";
import { cadenceWords, ordinal, shortSubjectWords, subjectWords } from "./report-words";
import { turnRow } from "./turn-row";

const now = new Date("2026-11-23T18:00:00Z");
const at = new Date("2026-11-23T07:00:00Z");
const zone = "Europe/Berlin";

const reader = (address: string, state: "receives" | "asked" | "unsubscribed" | "silent" = "receives") => ({
  ...{ id: address, address, confirmedAt: state === "asked" ? null : at },
  ...{ unsubscribedAt: state === "unsubscribed" ? at : null, silent: state === "silent" },
});

test.each<[ReportRhythm, string]>([
  [{ every: "day" }, "every day at 07:05, America/New York"],
  [{ every: "week", weekday: 7 }, "every Sunday at 07:05, America/New York"],
  [{ every: "month", day: "last" }, "every month on the last day at 07:05, America/New York"],
  [{ every: "month", day: 2 }, "every month on the 2nd at 07:05, America/New York"],
])("%o is said as %s", (rhythm, words) => {
  expect(cadenceWords({ rhythm, hour: 7, minute: 5, zone: "America/New_York" })).toBe(words);
});

test.each([
  [1, "1st"],
  [3, "3rd"],
  [4, "4th"],
  [11, "11th"],
  [13, "13th"],
  [22, "22nd"],
  [31, "31st"],
])("the day %i is the %s", (day, words) => {
  expect(ordinal(day)).toBe(words);
});

test.each<[ReportSubject, string, string]>([
  [{ kind: "moved" }, "what moved most", "what moved most"],
  [{ kind: "favourites", userId: "u" }, "ada’s favourites", "somebody’s favourites"],
  [{ kind: "tags", tags: ["web", "api"] }, "stats tagged web or api", "stats tagged web or api"],
  [{ kind: "stats", statIds: ["a", "b", "c"] }, "signups, load and orders", "3 stats"],
])("%o tells of %s, in short %s", (subject, words, short) => {
  expect(subjectWords(subject, { whose: "ada’s", stats: ["signups", "load", "orders"] })).toBe(words);
  expect(shortSubjectWords(subject)).toBe(short);
});

test("stats of which none is seen any more are gone", () => {
  expect(subjectWords({ kind: "stats", statIds: ["a"] }, { whose: "", stats: [] })).toBe("stats that are gone");
});

describe("a row of the list", () => {
  const report = {
    ...{ id: "1", publicId: "aB3", teamId: "t", name: "Morning", createdAt: at, subject: { kind: "moved" } as const },
    schedule: { rhythm: { every: "day" } as const, hour: 8, minute: 0, zone },
  };

  it.each([
    [[reader("ada@x.com")], "ada@x.com", ""],
    [[reader("ada@x.com"), reader("bob@x.com")], "ada@x.com and bob@x.com", ""],
    [[reader("ada@x.com"), reader("bob@x.com"), reader("c@x.com"), reader("d@x.com")], "ada@x.com and 3 others", ""],
    [
      [
        reader("ada@x.com", "asked"),
        reader("b@x.com", "asked"),
        reader("c@x.com", "unsubscribed"),
        reader("d@x.com", "silent"),
      ],
      "nobody",
      "2 have not agreed yet, 1 unsubscribed, mail to 1 comes back",
    ],
  ])("says who gets it", (recipients, told, missing) => {
    expect(reportRow({ ...report, nextAt: at, recipients }, { sent: null, now })).toMatchObject({ told, missing });
  });

  it("says when it comes, and that a paused one does not", () => {
    const on = reportRow({ ...report, nextAt: new Date("2026-11-24T07:00:00Z"), recipients: [] }, { sent: at, now });
    expect(on).toMatchObject({ href: "/reports/aB3", cadence: "Every day at 08:00, Europe/Berlin", paused: false });
    expect([on.next?.ago, on.sent?.ago]).toEqual(["in 13 hours", "11 hours ago"]);
    const off = reportRow({ ...report, nextAt: null, recipients: [] }, { sent: null, now });
    expect([off.paused, off.next, off.sent]).toEqual([true, null, null]);
  });
});

test.each([
  ["receives", "gets it"],
  ["asked", "asked to agree"],
  ["unsubscribed", "unsubscribed"],
  ["silent", "mail comes back"],
] as const)("a recipient who %s: %s, and why when nothing comes", (state, word) => {
  const row = recipientRow(reader("ada@x.com", state));
  expect(row).toMatchObject({ address: "ada@x.com", state, word });
  expect(row.meaning === "").toBe(state === "receives");
});

describe("a turn", () => {
  const turn = {
    ...{ id: "1", turn: "2026-11-23", state: "handed" as const, dueAt: at, createdAt: at, subject: "signups up 12 %" },
    copies: [{ address: "ada@x.com", sentAt: at, problem: "" }],
  };

  it("that came as it should says only to how many", () => {
    expect(turnRow(turn, now, zone)).toMatchObject({
      ...{ when: "23 Nov 2026, 08:00", word: "sent", how: "", outcome: "to 1 address", failed: false },
      copies: [{ address: "ada@x.com", state: "sent", word: "sent", problem: "" }],
    });
  });

  it.each([
    [{ turn: "2026-11-23#1" }, "by hand"],
    [{ createdAt: new Date(at.getTime() + 30_000) }, ""],
    [{ createdAt: new Date(at.getTime() + 2 * 3_600_000) }, "2 hours late"],
  ])("of %o came %j", (more, how) => {
    expect(turnRow({ ...turn, ...more }, now, zone).how).toBe(how);
  });

  it("tells what did not arrive, and why", () => {
    const copies = [
      { address: "a@x.com", sentAt: at, problem: "mail to this address came back" },
      { address: "b@x.com", sentAt: null, problem: "no such host." },
      { address: "c@x.com", sentAt: null, problem: "" },
    ];
    const row = turnRow({ ...turn, copies }, now, zone);
    expect(row).toMatchObject({ outcome: "2 of 3 did not arrive", failed: true });
    expect(row.copies.map(({ word, problem }) => [word, problem])).toEqual([
      ["came back", "Mail to this address came back."],
      ["not sent", "No such host."],
      ["in line", ""],
    ]);
  });

  it.each([
    ["due", "being made", ""],
    ["skipped", "skipped", "Nothing ran at that time, and over a day later it would have been old news."],
    ["handed", "sent", "to nobody on the list"],
  ] as const)("that is %s is %s", (state, word, outcome) => {
    expect(turnRow({ ...turn, state, copies: [] }, now, zone)).toMatchObject({ word, outcome });
  });
});

test("the next times are told by the clocks of the zone", () => {
  expect(nextTimes([new Date("2026-11-24T07:00:00Z")], now, zone)).toEqual([
    { iso: "2026-11-24T07:00:00.000Z", when: "Tuesday 24 November 2026, 08:00", ahead: "in 13 hours" },
  ]);
});

describe("what is refused", () => {
  const refused = (pointer: string) =>
    Promise.reject(new Refusal("invalid", "no", { faults: [{ pointer, detail: "must be an email address" }] }));

  it.each([
    ["moved", "#/recipients/1", { pointer: "#/recipients", detail: "“bob” must be an email address." }],
    ["moved", "#/recipients", { pointer: "#/recipients", detail: "must be an email address" }],
    ["tags", "#/subject/tags/0", { pointer: "#/tags", detail: "must be an email address" }],
    ["stats", "#/subject/stats/3", { pointer: "#/stats", detail: "must be an email address" }],
    ["moved", "#/at", { pointer: "#/at", detail: "must be an email address" }],
  ])("of %s at %s is said beside the field it was typed in", async (about, pointer, fault) => {
    const draft = readReportDraft({ about, recipients: "ada@x.com\nbob" });
    await expect(underReportFields(draft, refused(pointer))).rejects.toMatchObject({ more: { faults: [fault] } });
  });

  it("of a schedule is a sentence", () => {
    expect(scheduleFaults([{ pointer: "#/at", detail: "must be a time of the day such as 08:00" }], "no")).toEqual([
      "The time must be a time of the day such as 08:00.",
    ]);
    expect(scheduleFaults([], "it is not")).toEqual(["It is not."]);
  });
});
