import { expect, it } from "vitest";
import { allElements, svgTree } from "@/lib/testing/svg-tree";
import { placeholderPicture } from "./placeholder";

const DETAIL = "Whoever made it may let it go on, in the settings of their team, under what is public.";

function lines(width: number, height: number, detail = DETAIL): string[] {
  const svg = placeholderPicture({ title: "This graph is paused", detail, theme: "light", width, height });
  return allElements(svgTree(svg))
    .filter(({ name }) => name === "text")
    .map(({ text }) => text);
}

it("says what happened and what to do, in as many lines as there is room for", () => {
  expect(lines(600, 200)).toEqual(["This graph is paused", DETAIL]);
  expect(lines(320, 120).slice(1).join(" ")).toBe(DETAIL);
  expect(lines(320, 120).length).toBeGreaterThan(2);
  expect(lines(150, 50)).toEqual(["This graph is", "paused"]);
  expect(lines(600, 200, "")).toEqual(["This graph is paused"]);
});

it("says all of it to those who do not see it", () => {
  const svg = placeholderPicture({ title: "Paused", detail: DETAIL, theme: "dark", width: 40, height: 40 });
  expect(svg).toContain(`<title>Paused</title><desc>Paused. ${DETAIL}</desc>`);
});
