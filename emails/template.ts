import type { ReactNode } from "react";
import type { AddressedLetter, Letter } from "@/lib/domain/letter";

/** A letter in words: once for programs that show HTML, once for those that do not. */
export interface Template {
  subject: string;
  title: string;
  /** What an inbox shows after the subject. */
  preview: string;
  /** Why it came, for whoever wonders. */
  why: string;
  html: ReactNode;
  /** Paragraphs; what is one thing to do stands on a line of its own. */
  text: string[];
}

export interface About extends Omit<AddressedLetter, "letter" | "chart"> {
  /** What the pictures that go along are called by. */
  pictures: string[];
}

export type LetterOf<Kind extends Letter["kind"]> = Extract<Letter, { kind: Kind }>;
