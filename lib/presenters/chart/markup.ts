const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text for inside an element or a quoted attribute, of HTML or XML alike. What XML cannot hold becomes U+FFFD. */
export function escapeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them, and lone surrogates
  const sound = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "\ufffd");
  return sound.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
}

export type Attributes = Record<string, string | number | undefined>;

/** One element. `children` is markup already; attribute values are escaped here. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(typeof value === "number" ? short(value) : String(value))}"`)
    .join("");
  const inside = children.join("");
  return inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** A coordinate with at most two decimals, to keep drawings small. */
export function short(n: number): string {
  return String(Math.round(n * 100) / 100);
}
