import { Refusal } from "@/lib/errors";

/** What a hidden field of a form holds; the interactor checks what it is. Throws `invalid` where it is no JSON. */
export function sentJson<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Refusal("invalid", "the form was sent incomplete; load the page again and repeat it");
  }
}
