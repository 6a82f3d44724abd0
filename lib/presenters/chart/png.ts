import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { type ResvgRenderOptions, renderAsync } from "@resvg/resvg-js";

const FONTS = ["geist-sans/Geist-Regular.ttf", "geist-sans/Geist-Medium.ttf", "geist-sans/Geist-SemiBold.ttf"];
const MONO_FONTS = ["geist-mono/GeistMono-Regular.ttf", "geist-mono/GeistMono-SemiBold.ttf"];
/** What Geist has letters for; other scripts need the fonts of the machine, which take long to look through. */
const GEIST = /^[\n -\u024f\u0400-\u045f\u2000-\u206f\u20a0-\u20bf\u2190-\u2193\u2212]*$/;

const MOST_KEPT_BYTES = 32 * 1024 * 1024;
/** Rendering is work for a processor: more of it at once only keeps the thread pool from everybody else. */
const AT_ONCE = Math.max(1, Math.min(3, availableParallelism() - 1));

type Png = Uint8Array<ArrayBuffer>;

const kept = new Map<string, Png>();
const running = new Map<string, Promise<Png>>();
let keptBytes = 0;

/**
 * A picture as PNG, `scale` times its size in pixels. Takes what `drawPicture` draws in a theme of its own; resvg knows
 * no variables. Drawn by threads beside the event loop, the same picture once: the latest ones are kept by content.
 * Rejects what is no SVG.
 */
export async function renderPng(svg: string, scale: number): Promise<Png> {
  const key = createHash("sha256").update(`${scale}\0${svg}`).digest("base64");
  const found = kept.get(key);
  if (found !== undefined) {
    keep(key, found);
    return found;
  }
  return running.get(key) ?? start(key, svg, scale);
}

function start(key: string, svg: string, scale: number): Promise<Png> {
  const drawing = inTurn(() => draw(svg, scale)).then(
    (png) => {
      running.delete(key);
      keep(key, png);
      return png;
    },
    (error: unknown) => {
      running.delete(key);
      throw error;
    },
  );
  running.set(key, drawing);
  return drawing;
}

async function draw(svg: string, scale: number): Promise<Png> {
  const image = await renderAsync(svg, { fitTo: { mode: "zoom", value: scale }, font: fontsFor(svg), logLevel: "off" });
  return new Uint8Array(image.asPng());
}

function keep(key: string, png: Png): void {
  if (kept.delete(key)) keptBytes -= png.length;
  kept.set(key, png);
  keptBytes += png.length;
  for (const [oldest, { length }] of kept) {
    if (keptBytes <= MOST_KEPT_BYTES) return;
    kept.delete(oldest);
    keptBytes -= length;
  }
}

let busy = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (busy >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else busy++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) busy--;
    else next();
  }
}

function fontsFor(svg: string): ResvgRenderOptions["font"] {
  geist ??= findFonts();
  if (geist.length === 0) return { loadSystemFonts: true };
  const names = { defaultFontFamily: "Geist", sansSerifFamily: "Geist", monospaceFamily: "Geist Mono" };
  return { fontFiles: geist, loadSystemFonts: !GEIST.test(svg), ...names };
}

/** The font files of the geist package, once they were looked for; none where it cannot be found. */
let geist: string[] | undefined;

/** Bundled code does not know where it came from: the package is above the working directory or the script that runs. */
function findFonts(): string[] {
  const starts = [process.cwd(), dirname(process.argv[1] ?? process.cwd())];
  for (const start of starts) {
    for (let folder = start; ; folder = dirname(folder)) {
      const fonts = join(/* turbopackIgnore: true */ folder, "node_modules/geist/dist/fonts");
      if (existsSync(/* turbopackIgnore: true */ join(fonts, FONTS[0] as string))) {
        return [...FONTS, ...MONO_FONTS].map((file) => join(fonts, file)).filter((file) => existsSync(file));
      }
      if (folder === dirname(folder)) break;
    }
  }
  return [];
}
