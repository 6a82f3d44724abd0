import { describe, expect, it } from "vitest";
import { PLAIN_LOOK } from "@/lib/domain/embed-look";
import { PAYLOADS } from "@/lib/testing/payloads";
import { type ClassicContent, classicScript } from "./classic-script";

/** An element as far as the script knows one. */
class Node {
  id = "";
  children: (Node | string)[] = [];
  attributes = new Map<string, string>();
  style: Record<string, string> = { display: "none" };
  constructor(readonly name: string) {}
  get firstChild(): Node | string | undefined {
    return this.children[0];
  }
  appendChild(child: Node | string): void {
    this.children.push(child);
  }
  removeChild(child: Node | string): void {
    this.children.splice(this.children.indexOf(child), 1);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  get text(): string {
    return this.children.map((child) => (typeof child === "string" ? child : child.text)).join("|");
  }
}

function divs(...ids: string[]): Node[] {
  return ids.map((id) => Object.assign(new Node("div"), { id }));
}

/** Runs a script on a page of these divs; what it has parsed as XML is its text in angle brackets. */
function run(script: string, page: Node[]): void {
  const document = {
    getElementsByTagName: () => page,
    createElement: (name: string) => new Node(name),
    createTextNode: (text: string) => text,
    importNode: (node: Node) => node,
  };
  class DOMParser {
    parseFromString(text: string) {
      const documentElement = new Node("svg");
      documentElement.appendChild(`‹${text}›`);
      return { documentElement };
    }
  }
  new Function("document", "DOMParser", script)(document, DOMParser);
}

function shown(content: ClassicContent, id = "statd_embed_graph_a___1_1_day_"): string {
  const [div] = divs(id) as [Node];
  run(classicScript(id, content, PLAIN_LOOK), [div]);
  expect(div.style.display).not.toBe("none");
  return div.text;
}

describe("the script", () => {
  it("fills the div that waits and shows it", () => {
    const [other, waiting] = divs("other", "mine") as [Node, Node];
    run(classicScript("mine", { svg: "<svg/>" }, PLAIN_LOOK), [other, waiting]);
    expect(waiting).toMatchObject({ style: { display: "block", visibility: "visible" } });
    expect(waiting.text).toBe("‹<svg/>›");
    expect(other).toMatchObject({ children: [], style: { display: "none" } });
  });

  it("does nothing on a page without such a div", () => {
    expect(() => run(classicScript("mine", { note: "no" }, PLAIN_LOOK), divs("other"))).not.toThrow();
  });

  it("fills two divs of one id one after the other, and both again when it comes once more", () => {
    const page = divs("mine", "mine");
    const [one, two] = page as [Node, Node];
    run(classicScript("mine", { note: "first" }, PLAIN_LOOK), page);
    expect([one.text, two.text]).toEqual(["first", ""]);
    run(classicScript("mine", { note: "second" }, PLAIN_LOOK), page);
    expect([one.text, two.text]).toEqual(["first", "second"]);
    run(classicScript("mine", { note: "again" }, PLAIN_LOOK), page);
    expect([one.text, two.text]).toEqual(["again", "again"]);
  });

  it("puts a table, lines, a number and a note", () => {
    const rows = [["Mon", "1"]];
    expect(shown({ caption: "signups", columns: ["Time", "signups"], rows })).toBe("signups|Time|signups|Mon|1");
    expect(shown({ caption: "signups", lines: "Time\tsignups" })).toBe("Time\tsignups");
    expect(shown({ number: "12.35K" })).toBe("12.35K");
    expect(shown({ note: "This graph is not public" })).toBe("This graph is not public");
  });

  it("leaves a number in its line of text", () => {
    const page = divs("mine");
    run(classicScript("mine", { number: "7" }, PLAIN_LOOK), page);
    expect(page[0]?.style.display).toBe("inline");
  });
});

describe.each(PAYLOADS)("the text %s", (payload) => {
  it("stays what it is, wherever it stands", () => {
    expect(shown({ note: payload })).toBe(payload);
    expect(shown({ number: payload })).toBe(payload);
    expect(shown({ svg: payload })).toBe(`‹${payload}›`);
    expect(shown({ caption: payload, lines: payload })).toBe(payload);
    expect(shown({ caption: payload, columns: [payload], rows: [[payload]] })).toBe(`${payload}|${payload}|${payload}`);
    expect(shown({ note: "no" }, payload)).toBe("no");
  });

  it("ends no script and is plain ASCII", () => {
    const script = classicScript(payload, { caption: payload, columns: [payload], rows: [[payload]] }, PLAIN_LOOK);
    const data = script.slice(script.lastIndexOf("})(") + 3);
    expect(data).toMatch(/^[\x20-\x7e\n]*$/);
    expect(data).not.toMatch(/[<>&]/);
  });
});
