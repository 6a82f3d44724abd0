/** What a form shows after it was sent: a message, faults beside their fields, and what was typed (never a secret). */
export interface FormState {
  tone: "good" | "bad";
  message: string;
  /** By field name; one sentence each that says what to do next. */
  faults: Record<string, string>;
  values: Record<string, string>;
  /** Something that is shown once, such as a new key. */
  shown?: string;
}

export const UNSENT: FormState = { tone: "good", message: "", faults: {}, values: {} };
