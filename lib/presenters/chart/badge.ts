import type { EmbedTheme } from "@/lib/domain/embed-look";
import { hexColour } from "./colours";
import { element, escapeText } from "./markup";
import { fitText, textWidth } from "./text";

export interface Badge {
  /** What it is: a stat's name. */
  label: string;
  /** Its latest number, or "no data". */
  value: string;
  /** `auto` is drawn as `light`: both are read on white and on black. Light when absent. */
  theme?: EmbedTheme;
}

const HEIGHT = 20;
const PAD = 7;
const MOST_LABEL = 220;
const MOST_VALUE = 140;
const LETTERING = { size: 11 };
const LOOKS = {
  light: { label: "#4A463F", labelInk: "#FFFFFF", value: hexColour("accent", "light"), valueInk: "#FFFFFF" },
  dark: { label: "#3A3732", labelInk: "#ECE9E2", value: hexColour("accent", "dark"), valueInk: "#1C1B19" },
};

/** A flat badge, 20 CSS pixels high: label and value, each with `textLength`, so that no font leaves its place. */
export function badgeSvg({ label, value, theme = "light" }: Badge): string {
  const look = LOOKS[theme === "dark" ? "dark" : "light"];
  const [name, number] = [fitText(label, MOST_LABEL, LETTERING), fitText(value, MOST_VALUE, LETTERING)];
  const [left, right] = [name, number].map((text) => Math.ceil(textWidth(text, LETTERING)));
  const split = name === "" ? 0 : (left as number) + 2 * PAD;
  const width = split + (right as number) + 2 * PAD;
  const said = name === "" ? number : `${name}: ${number}`;
  return element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "img" },
    element("title", {}, escapeText(said)),
    element("path", { d: leftHalf(split), fill: look.label }),
    element("path", { d: rightHalf(split, width), fill: look.value }),
    letters(name, PAD, left as number, look.labelInk),
    letters(number, split + PAD, right as number, look.valueInk),
  );
}

const ROUND = 4;

function leftHalf(width: number): string {
  if (width === 0) return "M0,0";
  return `M${ROUND},0H${width}V${HEIGHT}H${ROUND}A${ROUND},${ROUND} 0 0 1 0,${HEIGHT - ROUND}V${ROUND}A${ROUND},${ROUND} 0 0 1 ${ROUND},0Z`;
}

function rightHalf(from: number, to: number): string {
  const corner = from === 0 ? ROUND : 0;
  const start = corner === 0 ? `M${from},0` : `M0,${ROUND}A${ROUND},${ROUND} 0 0 1 ${ROUND},0`;
  const end = corner === 0 ? `H${from}Z` : `H${ROUND}A${ROUND},${ROUND} 0 0 1 0,${HEIGHT - ROUND}Z`;
  return `${start}H${to - ROUND}A${ROUND},${ROUND} 0 0 1 ${to},${ROUND}V${HEIGHT - ROUND}A${ROUND},${ROUND} 0 0 1 ${to - ROUND},${HEIGHT}${end}`;
}

function letters(text: string, x: number, width: number, fill: string): string {
  if (text === "") return "";
  const font = { "font-family": "Verdana, Geist, DejaVu Sans, sans-serif", "font-size": LETTERING.size };
  return element(
    "text",
    { x, y: 14, fill, ...font, textLength: width, lengthAdjust: "spacingAndGlyphs" },
    escapeText(text),
  );
}
