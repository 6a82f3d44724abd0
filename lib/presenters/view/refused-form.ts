import { Refusal } from "@/lib/errors";
import type { FormState } from "./form-state";

const OURS =
  "Something went wrong on our side and nothing was saved. What you typed is still here: try again in a moment.";
const LOOK = "Nothing has changed yet: have another look at what is marked below.";

/** The text fields of a form by name; files and the framework's own fields are left out. */
export function typed(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === "string" && !name.startsWith("$")) fields[name] = value;
  }
  return fields;
}

/** A refusal as its form shows it: each fault beside its field, and what was typed except passwords. */
export function refusedForm(error: unknown, input: Record<string, string>): FormState {
  const values = Object.fromEntries(Object.entries(input).filter(([name]) => !/password/i.test(name)));
  if (!(error instanceof Refusal)) return { tone: "bad", message: OURS, faults: {}, values };
  const faults: Record<string, string> = {};
  for (const { pointer, detail } of error.more.faults ?? []) {
    const field = pointer.split("/")[1];
    if (field !== undefined && field in input) faults[field] ??= detail;
  }
  return { tone: "bad", message: Object.keys(faults).length > 0 ? LOOK : sentence(error.detail), faults, values };
}

function sentence(detail: string): string {
  const text = detail.charAt(0).toUpperCase() + detail.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
