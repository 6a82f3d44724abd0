import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BinCount, binBounds, binOf, binValue, quantile } from "./distribution";
import { histogram } from "./distribution-histogram";

const size = fc.double({ min: Math.log(1e-9), max: Math.log(1e100), noNaN: true }).map((log) => {
  return Math.min(1e100, Math.max(1e-9, Math.exp(log)));
});
const signed = fc.tuple(fc.boolean(), size).map(([negative, each]) => (negative ? -each : each));
const any = fc.oneof(
  { weight: 8, arbitrary: signed },
  fc.constant(0),
  fc.double({ min: -1e-9, max: 1e-9, noNaN: true }),
);

function binsOf(values: number[]): BinCount[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(binOf(value), (counts.get(binOf(value)) ?? 0) + 1);
  return Array.from(counts, ([bin, n]) => ({ bin, n })).sort((a, b) => a.bin - b.bin);
}

function extremesOf(values: number[]) {
  return { min: Math.min(...values), max: Math.max(...values) };
}

/** Numbers that look like chance, the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("a bin", () => {
  test("has a value within 1 % of every number in it", () => {
    fc.assert(
      fc.property(signed, (value) => {
        expect(Math.abs(binValue(binOf(value)) - value)).toBeLessThanOrEqual(Math.abs(value) * (0.01 + 1e-12));
      }),
    );
  });

  test("holds what lies between its bounds", () => {
    fc.assert(
      fc.property(signed, (value) => {
        const [low, high] = binBounds(binOf(value));
        expect(low).toBeLessThanOrEqual(value + Math.abs(value) * 1e-12);
        expect(high).toBeGreaterThanOrEqual(value - Math.abs(value) * 1e-12);
      }),
    );
  });

  test("ascends with the number, over both signs and zero", () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(binOf(low)).toBeLessThanOrEqual(binOf(high));
        expect(binValue(binOf(low))).toBeLessThanOrEqual(binValue(binOf(high)));
      }),
    );
  });

  test("is zero for what is nearer to zero than 1e-9, and has the sign of its numbers else", () => {
    expect([0, -0, 5e-324, -9.9e-10, 9.9e-10].map(binOf)).toEqual([0, 0, 0, 0, 0]);
    expect([1e-9, -1e-9, 1, -1, 1e100, -1e100].map(binOf)).toEqual([1, -1, 1037, -1037, 12550, -12550]);
    expect(binValue(0)).toBe(0);
  });
});

describe("a quantile", () => {
  test("is within 1 % of the number of the nearest rank", () => {
    const numbers = fc.array(any, { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 1_000 }), (values, thousandths) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.floor((thousandths * (values.length - 1)) / 1_000)] as number;
        const found = quantile(binsOf(values), thousandths / 1_000, extremesOf(values)) as number;
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(Math.abs(exact) * (0.01 + 1e-12) + 1e-9);
      }),
    );
  });

  test("is exact at both ends and never beyond them", () => {
    const values = [-3.3, 1.1, 7.77];
    const bins = binsOf(values);
    expect([0, 1].map((q) => quantile(bins, q, extremesOf(values)))).toEqual([-3.3, 7.77]);
    expect(quantile(binsOf([5.01, 5.01, 5.01]), 0.5, { min: 5.01, max: 5.01 })).toBe(5.01);
  });

  test("takes 29 % of a hundred steps for step 29, whatever floating point makes of it", () => {
    const bins = Array.from({ length: 101 }, (_, bin) => ({ bin: bin + 1_000, n: 1 }));
    expect(quantile(bins, 0.29)).toBe(binValue(1_029));
  });

  test("of nothing is null", () => {
    expect(quantile([], 0.5)).toBeNull();
  });
});

describe("a histogram", () => {
  const shapes = fc.oneof(
    fc.array(any, { minLength: 1, maxLength: 300 }),
    fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 300 }),
    fc.array(fc.double({ min: 99.9, max: 100.1, noNaN: true }), { minLength: 1, maxLength: 300 }),
  );

  test("loses and makes no number, has whole counts and bounds without gaps, at most as many as asked for", () => {
    const scales = fc.constantFrom("auto" as const, "linear" as const, "log" as const);
    fc.assert(
      fc.property(shapes, scales, fc.integer({ min: 2, max: 100 }), (values, scale, most) => {
        const { min, max } = extremesOf(values);
        const { buckets } = histogram(binsOf(values), { min, max }, { scale, most });
        expect(buckets.length).toBeLessThanOrEqual(most);
        expect(buckets.reduce((sum, { n }) => sum + n, 0)).toBe(values.length);
        for (const { from, to, n } of buckets) {
          expect(Number.isInteger(n) && n >= 0).toBe(true);
          expect(Number.isFinite(from) && Number.isFinite(to)).toBe(true);
        }
        if (min === max) {
          expect(buckets).toEqual([{ from: min, to: max, n: values.length }]);
          return;
        }
        for (const [index, { from, to }] of buckets.entries()) {
          expect(to).toBeGreaterThan(from);
          if (index > 0) expect(from).toBe(buckets[index - 1]?.to);
        }
        expect(buckets[0]?.from).toBeLessThanOrEqual(min);
        expect(buckets.at(-1)?.to).toBeGreaterThan(max);
      }),
    );
  });

  test("counts dice and tenths in the buckets that begin with them", () => {
    const dice = Array.from({ length: 600 }, (_, i) => 1 + (i % 6));
    const filled = histogram(binsOf(dice), extremesOf(dice)).buckets.filter(({ n }) => n > 0);
    expect(filled.map(({ from, n }) => [from, n])).toEqual([1, 2, 3, 4, 5, 6].map((from) => [from, 100]));
    const tenths = Array.from({ length: 2_000 }, (_, i) => (i % 20) / 10);
    const { buckets } = histogram(binsOf(tenths), extremesOf(tenths), { most: 20 });
    expect(buckets.map(({ from, n }) => [from, n])).toEqual(Array.from({ length: 20 }, (_, i) => [i / 10, 100]));
  });

  test.each([
    ["fractions", (draw: number) => 20 + 10 * draw],
    ["whole numbers", (draw: number) => Math.floor(100 + 1_000 * draw)],
    ["fractions around zero", (draw: number) => -5 + 10 * draw],
  ])("of evenly spread %s is flat, not a comb", (_, spread) => {
    const next = chance(7);
    const values = Array.from({ length: 100_000 }, () => spread(next()));
    const { buckets } = histogram(binsOf(values), extremesOf(values));
    const inner = buckets.slice(1, -1);
    expect(inner.length).toBeGreaterThanOrEqual(7);
    const mean = inner.reduce((sum, { n }) => sum + n, 0) / inner.length;
    for (const { n } of inner) expect(Math.abs(n / mean - 1)).toBeLessThan(0.1);
  });

  test("is logarithmic where positive numbers lie far apart or have a long tail, and linear else", () => {
    const of = (values: number[]) => histogram(binsOf(values), extremesOf(values)).scale;
    const even = Array.from({ length: 1_000 }, (_, i) => i + 500);
    expect(of(even)).toBe("linear");
    expect(of(even.map((value) => value ** 6))).toBe("log");
    expect(of([...even, 1e6])).toBe("log");
    expect(of([...even, -1e6])).toBe("linear");
    expect(of([...even, 0])).toBe("linear");
  });

  test("has round bounds", () => {
    const log = histogram(binsOf([0.3, 12_345]), { min: 0.3, max: 12_345 }, { most: 5 }).buckets;
    expect(log.map(({ from, to, n }) => [from, to, n])).toEqual([
      [0.01, 1, 1],
      [1, 100, 0],
      [100, 10_000, 0],
      [10_000, 1_000_000, 1],
    ]);
    const linear = histogram(binsOf([0.12, 0.88]), { min: 0.12, max: 0.88 }, { scale: "linear", most: 10 }).buckets;
    expect(linear.map(({ from }) => from)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
  });

  test("of equal numbers is one bucket, and of nothing none", () => {
    expect(histogram(binsOf([7, 7]), { min: 7, max: 7 }).buckets).toEqual([{ from: 7, to: 7, n: 2 }]);
    expect(histogram([], { min: 0, max: 0 }).buckets).toEqual([]);
  });
});
