import { randomBytes } from "node:crypto";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { formatKey, KEY_KINDS, KEY_RANDOM_BYTES } from "@/lib/domain/key";
import { Keys } from "./keys";

const plain = (html: string) =>
  html.replaceAll("&#x27;", "'").replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
const text = plain(renderToStaticMarkup(<Keys origin="http://localhost:3000" />));

const rules = {
  gitleaks: /regex = '''(.+?)'''/.exec(text)?.[1],
  secretlint: /"\/(.+?)\/g"/.exec(text)?.[1]?.replaceAll("\\\\", "\\"),
  GitHub: /secret’s format is <code[^>]*>(.+?)<\/code>/.exec(text)?.[1],
};

test.each(Object.entries(rules))("the rule for %s that the documentation shows finds keys of every kind", (_, rule) => {
  expect(rule).toBeDefined();
  for (const kind of KEY_KINDS) {
    for (let i = 0; i < 100; i++) {
      const key = formatKey(kind, randomBytes(KEY_RANDOM_BYTES));
      expect(`ezkey=${key}&count=1`.match(new RegExp(rule ?? ""))?.[0]).toBe(key);
      for (const near of [key.slice(0, -1), key.replace("sn_", "sm_"), `${key.slice(0, 10)}…`]) {
        expect(near).not.toMatch(new RegExp(rule ?? ""));
      }
    }
  }
});
