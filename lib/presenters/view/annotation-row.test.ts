import { expect, test } from "vitest";
import type { ListedAnnotation } from "@/lib/domain/annotation";
import { annotationRow } from "./annotation-row";

const deploy: ListedAnnotation = {
  id: "01a2076f-251d-7390-9d6d-01d8f1eab266",
  statId: null,
  statName: null,
  at: new Date("2026-05-04T12:00:00Z"),
  until: null,
  text: "Deploy v2",
  author: "alice@example.com",
  createdAt: new Date("2026-05-04T12:00:00Z"),
  own: true,
};

test("a moment is told, and typed, by the clocks of the zone", () => {
  const row = annotationRow(deploy, "Europe/Berlin");
  expect(row).toMatchObject({ when: "4 May 2026, 14:00", iso: "2026-05-04T12:00:00.000Z", stat: null });
  expect(row.typed).toEqual({ at: "2026-05-04T14:00", until: "" });
});

test("a stretch of time says its day once, and seconds where there are some", () => {
  const row = annotationRow({ ...deploy, until: new Date("2026-05-04T13:30:05Z") }, "Asia/Kathmandu");
  expect(row.when).toBe("4 May 2026, 17:45–19:15");
  expect(row.typed).toEqual({ at: "2026-05-04T17:45", until: "2026-05-04T19:15:05" });
});

test("what concerns one stat leads there", () => {
  const row = annotationRow({ ...deploy, statId: "aB3dE6", statName: "signups" }, "UTC");
  expect(row.stat).toEqual({ name: "signups", href: "/stats/aB3dE6" });
});
