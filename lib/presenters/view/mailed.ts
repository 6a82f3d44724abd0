import { LINK_MINUTES } from "@/lib/domain/mail";
import type { FormState } from "./form-state";

type Said = Pick<FormState, "tone" | "message" | "values">;

/** What is said to whoever asked for a link to sign in: the same for every address. */
export function linkMailed(email: string): Said {
  return mailed(email, `a link that signs you in. It works once, for ${LINK_MINUTES.sign_in} minutes.`);
}

/** What is said to whoever forgot a password: the same for every address. */
export function resetMailed(email: string): Said {
  return mailed(email, `what to do next. Its link works once, for ${LINK_MINUTES.reset_password} minutes.`);
}

/** What is said to a person who wants to change their address: the same for every address. */
export function changeMailed(email: string): Said {
  return mailed(email, `a link that makes it your address. It works once, for ${LINK_MINUTES.change_email} minutes.`);
}

/** What is said to a person who asked for another link to confirm their address. */
export function verificationMailed(email: string): Said {
  return mailed(email, `another link. It works for ${LINK_MINUTES.verify_email / 60} hours.`);
}

function mailed(email: string, what: string): Said {
  const message = `We have mailed ${email.trim()} ${what} If nothing comes, look in the folder for spam.`;
  return { tone: "good", message, values: { email } };
}
