import type { AddressedLetter, WrittenMail } from "@/lib/domain/letter";
import { log } from "@/lib/log";
import type { Attachment, Post, PostResult } from "./post";

/** What goes along is absent where nothing does. */
export interface RenderedLetter extends WrittenMail {
  attachments?: Attachment[];
}

/**
 * Writes a letter, draws the chart that goes along, and hands it over. Throws only what is a fault of a template: without
 * its picture a letter still says all that it has to. Templates and pictures come with half a second's worth of
 * libraries, so that they are loaded with the first letter.
 */
export async function postLetter(
  post: Post,
  { from, letter, key }: { from: string; letter: AddressedLetter; key: string },
): Promise<PostResult> {
  return post.send({ from, to: letter.to, ...(await renderLetter(letter)) }, key);
}

/** A letter in words and pictures. The same letter is the same to the last byte, whenever it is rendered. */
export async function renderLetter(letter: AddressedLetter): Promise<RenderedLetter> {
  const { writeLetter } = await import("@/emails/write-letter");
  const pictures = await draw(letter);
  const written = await writeLetter(
    letter,
    pictures.map(({ contentId }) => contentId),
  );
  return pictures.length === 0 ? written : { ...written, attachments: pictures };
}

async function draw({ letter, chart }: AddressedLetter): Promise<Attachment[]> {
  try {
    if (letter.kind === "report") return await (await import("./report-pictures")).reportPictures(letter.content);
    return chart ? [await (await import("./chart-attachment")).chartAttachment(chart)] : [];
  } catch (error) {
    log().warn({ err: error }, "the chart of a mail could not be drawn");
    return [];
  }
}
