import type { AddressedLetter } from "@/lib/domain/letter";
import type { Post, PostResult } from "./post";

/**
 * Writes a letter and hands it over. Throws only what is a fault of a template. The templates come with half a
 * second's worth of libraries, so that they are loaded with the first letter.
 */
export async function postLetter(
  post: Post,
  { from, letter, key }: { from: string; letter: AddressedLetter; key: string },
): Promise<PostResult> {
  const { writeLetter } = await import("@/emails/write-letter");
  return post.send({ from, to: letter.to, ...(await writeLetter(letter)) }, key);
}
