import { type ColourName, hexColour, SERIES_COLOURS, type Theme } from "@/lib/presenters/chart/colours";
import { AXIS_ROOM } from "@/lib/presenters/chart/model";
import { sourceHash } from "./source-hash";

const NAMES: ColourName[] = [
  "ink",
  "muted",
  "hairline",
  "card",
  "accent",
  ...SERIES_COLOURS.light.map((_, index) => `series-${index + 1}` as const),
];

function variables(theme: Theme): string {
  return NAMES.map((name) => `--${name}:${hexColour(name, theme)}`).join(";");
}

/** Beside a plot: of its labels, and where it has none. */
const ROOMS = [8, 16, ...AXIS_ROOM]
  .map((room) => `.l${room}{padding-left:${room}px}.r${room}{padding-right:${room}px}`)
  .join("");

/**
 * The one style of every embed page, whatever it shows: its hash lets it in. Heights are those that `layout.ts` counts
 * with, so that a page is exactly as high as it was asked to be. Without a theme of its own it follows the page it is on.
 */
export const EMBED_STYLE = [
  `:root{color-scheme:light dark;${variables("light")}}`,
  `@media(prefers-color-scheme:dark){:root{${variables("dark")}}}`,
  `:root[data-theme=light]{color-scheme:light;${variables("light")}}`,
  `:root[data-theme=dark]{color-scheme:dark;${variables("dark")}}`,
  "*{box-sizing:border-box}",
  "body{margin:0;background:var(--card);color:var(--ink);font:13px/20px system-ui,-apple-system,sans-serif}",
  "main{position:relative;padding:8px 12px;container-type:inline-size}",
  "header{display:flex;gap:16px;justify-content:space-between;align-items:baseline;height:32px;white-space:nowrap}",
  "h1{font-size:15px;font-weight:600;line-height:28px;margin:0;overflow:hidden;text-overflow:ellipsis}",
  "b,.o,.v{font-variant-numeric:tabular-nums}",
  ".v{font-size:18px;font-weight:600;line-height:28px;margin:0}",
  ".v small{font-size:13px;font-weight:400;color:var(--muted);margin-left:4px}",
  ".k{display:flex;flex-wrap:wrap;gap:0 16px;margin:0;padding:0 0 4px;list-style:none;}",
  ".k li{display:flex;gap:6px;align-items:center;min-width:0}",
  ".k span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}",
  ".c{outline-offset:2px;border-radius:4px;touch-action:pan-y}",
  ".c:focus-visible{outline:2px solid var(--accent)}",
  ".c svg{display:block;max-width:100%}.c svg svg{max-width:none}",
  ROOMS,
  "@container(max-width:32rem){.\\@max-lg\\:hidden{display:none}}",
  "footer{display:flex;gap:16px;justify-content:space-between;height:20px;margin-top:4px;color:var(--muted);font-size:12px;white-space:nowrap}",
  ".o{margin:0;overflow:hidden;text-overflow:ellipsis}",
  ".o.on{position:absolute;left:0;right:0;bottom:0;padding:4px 12px 8px;background:var(--card);color:var(--ink);font-size:12px;white-space:normal}",
  "a{color:inherit;text-underline-offset:3px}a:hover,a:focus-visible{color:var(--accent)}",
  "a:focus-visible{outline:2px solid var(--accent)}",
  ".n{display:flex;flex-wrap:wrap;gap:8px 32px;justify-content:center;text-align:center}",
  ".n .v{font-size:clamp(24px,12cqw,64px);line-height:1.2;letter-spacing:-.02em}",
  ".n small{font-size:15px;letter-spacing:0;margin:0 0 0 .4em}",
  ".x:not(.on){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}",
  ".no{display:grid;place-content:center;text-align:center;min-height:100vh;padding:12px}",
  ".no h1{font-size:13px;font-weight:500;line-height:20px}.no p{margin:0;max-width:40ch;color:var(--muted)}",
].join("");

export const EMBED_STYLE_SOURCE = sourceHash(EMBED_STYLE);
