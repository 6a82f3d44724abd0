import type { FormState } from "@/lib/presenters/view/form-state";

/** What a form of the account's page is sent to. */
export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;
