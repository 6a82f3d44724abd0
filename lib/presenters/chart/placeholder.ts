import { type EmbedTheme, PLAIN_LOOK } from "@/lib/domain/embed-look";
import { frame, picturePaper, words } from "./picture-frame";
import { type Lettering, textWidth } from "./text";

/** What stands where a picture would be. */
export interface Placeholder {
  /** "This graph is paused". */
  title: string;
  /** What may be done about it; empty for nothing. */
  detail: string;
  theme: EmbedTheme;
  /** CSS pixels. */
  width: number;
  height: number;
}

const LINE = 18;

/** A picture of the size that was asked for, which says why there is no chart. */
export function placeholderPicture({ title, detail, theme, width, height }: Placeholder): string {
  const paper = picturePaper({ ...PLAIN_LOOK, theme, width, height }, "graph");
  const room = paper.width - 2 * paper.pad;
  const head = { size: paper.tiny ? 11 : 14, weight: "bold" as const };
  const small = { size: 12 };
  const heads = wrapped(title, room, head, paper.height >= 44 ? 2 : 1);
  const free = Math.floor((paper.height - 2 * paper.pad) / LINE) - heads.length;
  const lines = detail === "" || paper.tiny ? [] : wrapped(detail, room, small, free);
  const first = paper.height / 2 - ((heads.length + lines.length - 1) * LINE) / 2 + head.size * 0.35;
  const place = (index: number) => ({ x: paper.width / 2, y: first + index * LINE, room, anchor: "middle" as const });
  const marks = [
    ...heads.map((line, index) => words(line, { ...place(index), ...head }, theme)),
    ...lines.map((line, index) => words(line, { ...place(heads.length + index), ...small, colour: "muted" }, theme)),
  ];
  return frame(paper, { title, description: detail === "" ? title : `${title}. ${detail}`, marks });
}

/** A text in lines; what is left over stands in the last, which is cut where it is drawn. */
function wrapped(text: string, room: number, lettering: Lettering, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line === undefined || (textWidth(longer, lettering) > room && lines.length < most)) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.slice(0, Math.max(0, most));
}
