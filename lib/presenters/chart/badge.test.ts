import { expect, it } from "vitest";
import { svgTree } from "@/lib/testing/svg-tree";
import { badgeSvg } from "./badge";

it("is 20 pixels high and as wide as its words", () => {
  const { attributes, children } = svgTree(badgeSvg({ label: "signups", value: "1,284 people" }));
  expect(attributes).toMatchObject({ height: "20", role: "img" });
  const [label, value] = children.filter(({ name }) => name === "text");
  expect([label?.text, value?.text]).toEqual(["signups", "1,284\u00a0people".replace("\u00a0", " ")]);
  expect(Number(label?.attributes.x) + Number(label?.attributes.textLength)).toBeLessThan(Number(value?.attributes.x));
  expect(Number(value?.attributes.x) + Number(value?.attributes.textLength)).toBeLessThan(Number(attributes.width));
  expect(children[0]).toMatchObject({ name: "title", text: "signups: 1,284 people" });
});

it("stays a badge with a name as long as names may be", () => {
  const { attributes } = svgTree(badgeSvg({ label: "W".repeat(255), value: "1".repeat(300), theme: "dark" }));
  expect(Number(attributes.width)).toBeLessThan(400);
});

it("is its value alone without a name", () => {
  expect(svgTree(badgeSvg({ label: "", value: "12" })).children.filter(({ name }) => name === "text")).toHaveLength(1);
});
