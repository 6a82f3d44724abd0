import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { describe, expect, test } from "vitest";
import { AT, picturesOf, SAMPLE_LETTERS, SITE } from "@/lib/testing/sample-letters";
import { writeLetter } from "./write-letter";

/**
 * The checker's recommended rules, but those that ask of a page what a mail must not be. It checks what may stand in
 * what, what is closed, that pictures have words, that there is one title, that nothing has a name twice.
 */
const CHECKER = new HtmlValidate(
  new StaticConfigLoader({
    extends: ["html-validate:recommended", "html-validate:document"],
    rules: {
      // The type that react-email writes, and that mail programs are used to: XHTML 1.0, where <br/> closes itself.
      "doctype-html": "off",
      "void-style": ["error", { style: "selfclosing" }],
      // React writes cellPadding; what attributes are called has no case in HTML.
      "attr-case": "off",
      // Mail programs drop what stands in <style>, and Outlook for Windows lays out by align, width and cellpadding alone.
      "no-inline-style": "off",
      "no-deprecated-attr": "off",
      // What only Outlook for Windows reads, so that a button there has room around its words.
      "no-conditional-comment": "off",
      // For lists of what a search found; a title here is that of the mail.
      "long-title": "off",
    },
  }),
);

async function faultsOf(html: string): Promise<string[]> {
  const { results } = await CHECKER.validateString(html);
  return results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`);
}

/** Elements that Gmail, Outlook, Apple Mail and Yahoo all know, by caniemail.com as of September 2025. */
const ELEMENTS = "html head meta title style body table tbody tr td h1 h2 p div span strong a br img".split(" ");

/** Properties of CSS that all of them know. */
const KNOWN =
  "background-color border border-color border-top color display font-family font-size font-weight line-height margin margin-bottom margin-left margin-right margin-top padding padding-bottom padding-left padding-right padding-top text-decoration vertical-align width".split(
    " ",
  );

/** Those that one or another does not know, and what there is then instead. */
const SPARED: Record<string, string> = {
  "border-radius": "corners are square",
  "color-scheme": "a program that makes colours dark itself does so",
  "max-width": "of the page: where Outlook knows one it is a table's; of a picture: its attribute",
  height: "of a picture: its attribute, or as its width has it",
  "overflow-wrap": "word-break, which those without this know",
  "word-break": "Yahoo and old Windows break long words by rules of their own",
  "white-space": "figures and their units are held together by a space that does not break",
  "unicode-bidi": "names stand in an element of their own",
  // What react-email says of what is not shown at all, or says twice.
  "max-height": "display: none",
  opacity: "display: none",
  overflow: "display: none",
  outline: "there is none anyway",
  "supported-color-schemes": "color-scheme",
  "text-decoration-line": "text-decoration",
  "mso-padding-alt": "only Outlook reads it",
  "mso-text-raise": "only Outlook reads it",
};

/** What all but Outlook for Windows read. */
function withoutComments(html: string): string {
  return html.replaceAll(/<!--.*?-->/gs, "");
}

function declarationsOf(html: string): [property: string, value: string][] {
  const inline = [...html.matchAll(/ style="([^"]*)"/g)].map(([, style = ""]) => style.replaceAll("&quot;", '"'));
  const [, sheet = ""] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
  const blocks = [...sheet.matchAll(/\{([^{}]*)\}/g)].map(([, block = ""]) => block);
  return [...inline, ...blocks]
    .flatMap((block) => block.split(";"))
    .filter((declaration) => declaration.trim() !== "")
    .map((declaration) => {
      const colon = declaration.indexOf(":");
      return [declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim()];
    });
}

const letters = await Promise.all(
  SAMPLE_LETTERS.map(async (letter) => {
    const { html } = await writeLetter({ letter, to: "reader@example.com", at: AT, site: SITE }, picturesOf(letter));
    return { kind: letter.kind, html };
  }),
);

describe.each(letters)("a mail of $kind", ({ html }) => {
  test("is valid", async () => {
    expect(await faultsOf(html)).toEqual([]);
  });

  test("is made of what mail programs know, or can do without", () => {
    const read = withoutComments(html);
    const elements = [...read.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, element = ""]) => element);
    expect(elements.filter((element) => !ELEMENTS.includes(element))).toEqual([]);
    const declarations = declarationsOf(read);
    expect(declarations.length).toBeGreaterThan(50);
    const unknown = declarations.filter(([property]) => !(KNOWN.includes(property) || property in SPARED));
    expect(unknown).toEqual([]);
    expect(declarations.filter(([, value]) => /\d(?:r?em|v[wh]|ch)\b|[a-z]\(|(^|\s)-\d/.test(value))).toEqual([]);
    const displays = declarations.filter(([property]) => property === "display").map(([, value]) => value);
    expect(displays.filter((value) => !["none", "block", "inline-block"].includes(value))).toEqual([]);
  });

  test("says the size of each picture in its attributes too, in whole pixels", () => {
    const pictures = html.match(/<img[^>]*>/g) ?? [];
    expect(pictures.filter((picture) => !/ width="[1-9]\d*"/.test(picture))).toEqual([]);
  });
});

test("nothing is spared that no mail has", () => {
  const used = new Set(letters.flatMap(({ html }) => declarationsOf(html)).map(([property]) => property));
  expect(Object.keys(SPARED).filter((property) => !used.has(property))).toEqual([]);
});

test.each([
  ["a picture without words", "wcag/h37", "<img src='cid:hero' width='470'/>"],
  [
    "a table in a paragraph",
    "no-implicit-close",
    "<p><table role='presentation'><tbody><tr><td>1</td></tr></tbody></table></p>",
  ],
  ["a cell outside a row", "element-permitted-content", "<table role='presentation'><tbody><td>1</td></tbody></table>"],
  ["what is not closed", "close-order", "<div><span>1</div>"],
  ["what nobody knows", "element-name", "<chart>1</chart>"],
  ["what is no more", "deprecated", "<center>1</center>"],
  ["a second title", "element-permitted-occurrences", "", "<title>again</title>"],
])("the checker finds %s", async (_, rule, body, head = "") => {
  const [letter] = letters;
  const broken = letter?.html.replace("</head>", `${head}</head>`).replace("</body>", `${body}</body>`) ?? "";
  const faults = await faultsOf(broken);
  expect(faults.map((fault) => fault.split(":")[0])).toContain(rule);
});
