import { describe, expect, test } from "vitest";
import { MAX_ANNOTATION_LENGTH, parseAnnotationText, type TextProblem } from "./annotation";

describe("what an annotation says", () => {
  test.each([
    ["Deploy v2", "Deploy v2"],
    ["  Deploy v2\n", "Deploy v2"],
    ["Cafe\u0301", "Café"],
    ["a \u00a0 b", "a b"],
    ["safe\u202eevil", "safeevil"],
    ["🚀".repeat(MAX_ANNOTATION_LENGTH), "🚀".repeat(MAX_ANNOTATION_LENGTH)],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
  ])("%j is kept as %j", (raw, text) => expect(parseAnnotationText(raw)).toEqual({ text }));

  test.each<[string, TextProblem]>([
    ["", "empty"],
    ["  ", "empty"],
    ["\u200e", "empty"],
    ["first\nsecond", "control"],
    ["first\u2028second", "control"],
    ["tab\there", "control"],
    ["nul\0", "control"],
    ["half \ud83d", "control"],
    ["x".repeat(MAX_ANNOTATION_LENGTH + 1), "too_long"],
  ])("%j is refused as %s", (raw, problem) => expect(parseAnnotationText(raw)).toEqual({ problem }));
});
