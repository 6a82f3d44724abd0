import { expect, it } from "vitest";
import { element, escapeText, short } from "./markup";

it("escapes whatever could leave its place", () => {
  expect(escapeText(`<script>"&'</script>`)).toBe("&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;");
});

it("replaces what XML cannot hold", () => {
  expect(escapeText("a\u0000b\u001bc\ud800d\uffffe\tf😀")).toBe("a\ufffdb\ufffdc\ufffdd\ufffde\tf😀");
});

it("writes attributes, leaves out undefined ones and closes what is empty", () => {
  expect(element("a", { x: 1.23456, y: 'q"', z: undefined })).toBe('<a x="1.23" y="q&quot;"/>');
  expect(element("g", {}, element("b", {}), "text")).toBe("<g><b/>text</g>");
});

it("keeps coordinates short", () => {
  expect([1.005, -0.001, 1e-9, 12.3456].map(short)).toEqual(["1", "0", "0", "12.35"]);
});
