/** An element of an SVG, as a strict reader of XML sees it. */
export interface SvgElement {
  name: string;
  attributes: Record<string, string>;
  children: SvgElement[];
  /** What stands directly in it, entities resolved. */
  text: string;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const TOKEN = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

/** The one element that a text is; throws for everything that a strict parser refuses: this is no lenient reader. */
export function svgTree(source: string): SvgElement {
  const root: SvgElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(source);
    if (token === null) throw new SyntaxError(`not well-formed: ${source.slice(at, at + 60)}`);
    const [, closes, name = "", attributes = "", closed, text] = token;
    const parent = open.at(-1) as SvgElement;
    if (text !== undefined) parent.text += resolved(text);
    else if (closes) {
      if (open.length === 1 || open.pop()?.name !== name) throw new SyntaxError(`</${name}> closes nothing`);
    } else {
      const child = { name, attributes: attributesOf(attributes), children: [], text: "" };
      parent.children.push(child);
      if (!closed) open.push(child);
    }
  }
  const [only, ...others] = root.children;
  if (open.length > 1) throw new SyntaxError(`<${open.at(-1)?.name}> is not closed`);
  if (only === undefined || others.length > 0 || root.text !== "") throw new SyntaxError("not one element");
  return only;
}

/** An element and everything in it. */
export function allElements(element: SvgElement): SvgElement[] {
  return [element, ...element.children.flatMap(allElements)];
}

function attributesOf(written: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", value = ""] of written.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (name in found) throw new SyntaxError(`${name} is there twice`);
    found[name] = resolved(value);
  }
  return found;
}

function resolved(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u.test(text))
    throw new SyntaxError("forbidden sign");
  return text.replace(/&([^;\s]*);?/g, (all, name: string) => {
    const sign = ENTITIES[name];
    if (sign === undefined || !all.endsWith(";")) throw new SyntaxError(`unknown entity ${all}`);
    return sign;
  });
}
