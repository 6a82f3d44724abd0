import type { AddressedLetter, MailedChart } from "@/lib/domain/letter";
import { log } from "@/lib/log";
import type { Attachment, Post, PostResult } from "./post";

/**
 * Writes a letter, draws the chart that goes along, and hands it over. Throws only what is a fault of a template: without
 * its picture a letter still says all that it has to. Templates and pictures come with half a second's worth of
 * libraries, so that they are loaded with the first letter.
 */
export async function postLetter(
  post: Post,
  { from, letter, key }: { from: string; letter: AddressedLetter; key: string },
): Promise<PostResult> {
  const { writeLetter } = await import("@/emails/write-letter");
  const picture = letter.chart ? await draw(letter.chart) : null;
  const written = await writeLetter(letter, picture?.contentId ?? null);
  const attachments = picture === null ? {} : { attachments: [picture] };
  return post.send({ from, to: letter.to, ...written, ...attachments }, key);
}

async function draw(chart: MailedChart): Promise<Attachment | null> {
  try {
    const { chartAttachment } = await import("./chart-attachment");
    return await chartAttachment(chart);
  } catch (error) {
    log().warn({ err: error }, "the chart of a mail could not be drawn");
    return null;
  }
}
