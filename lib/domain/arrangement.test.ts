import { describe, expect, test } from "vitest";
import { moved, type Nudge, nudged, placesOf, resized, rowsOf } from "./arrangement";

const card = (id: string, width = 6, height = 4) => ({ id, width, height });
const order = (cards: { id: string }[]) => cards.map(({ id }) => id).join("");
const ABC = [card("a"), card("b"), card("c")];

describe("a card is moved", () => {
  test.each([
    ["a", 2, "bca"],
    ["c", 0, "cab"],
    ["b", 1, "abc"],
    ["a", -5, "abc"],
    ["a", 99, "bca"],
    ["x", 0, "abc"],
  ])("%s to place %d: %s", (id, to, after) => {
    expect(order(moved(ABC, id, to))).toBe(after);
  });
});

describe("a nudge", () => {
  test.each<[Nudge, string, number, number]>([
    ["earlier", "bac", 6, 4],
    ["later", "acb", 6, 4],
    ["wider", "abc", 7, 4],
    ["narrower", "abc", 5, 4],
    ["taller", "abc", 6, 5],
    ["shorter", "abc", 6, 3],
  ])("%s moves or sizes one card and leaves the others", (nudge, after, width, height) => {
    const cards = nudged(ABC, "b", nudge);
    expect(order(cards)).toBe(after);
    expect(cards.find(({ id }) => id === "b")).toEqual({ id: "b", width, height });
    expect(cards.filter(({ id }) => id !== "b")).toEqual([card("a"), card("c")]);
  });

  test("ends at the edges of the grid", () => {
    expect(order(nudged(ABC, "a", "earlier"))).toBe("abc");
    expect(order(nudged(ABC, "c", "later"))).toBe("abc");
    expect(resized([card("a")], "a", { width: 40, height: 40 })).toEqual([card("a", 12, 6)]);
    expect(resized([card("a")], "a", { width: 0, height: 0 })).toEqual([card("a", 2, 1)]);
    expect(nudged(ABC, "x", "wider")).toBe(ABC);
  });
});

describe("cards flow", () => {
  test("from left to right, and on below where there is no room", () => {
    expect(placesOf([card("a"), card("b"), card("c", 12, 2)])).toEqual([
      { column: 0, row: 0 },
      { column: 6, row: 0 },
      { column: 0, row: 4 },
    ]);
  });

  test("into the place under a low card beside a high one", () => {
    const cards = [card("a", 3, 2), card("b", 3, 2), card("c", 6, 4), card("d", 6, 2), card("e", 12, 1)];
    expect(placesOf(cards).map(({ column, row }) => [column, row])).toEqual([
      [0, 0],
      [3, 0],
      [6, 0],
      [0, 2],
      [0, 4],
    ]);
    expect(rowsOf(cards)).toBe(5);
  });

  test("never to before the card that they follow", () => {
    expect(placesOf([card("a", 8), card("b", 8), card("c", 4, 1)]).map(({ column, row }) => [column, row])).toEqual([
      [0, 0],
      [0, 4],
      [8, 4],
    ]);
  });

  test("and none take no rows", () => {
    expect(rowsOf([])).toBe(0);
  });
});
