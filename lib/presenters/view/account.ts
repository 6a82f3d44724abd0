import { isFresh } from "@/lib/domain/fresh";

/** A person's own account as its page shows it. */
export interface AccountView {
  email: string;
  verified: boolean;
  hasPassword: boolean;
  /** Whether they may change what opens the account: with the password, or right after signing in. */
  mayChange: boolean;
}

interface KnownAccount {
  email: string;
  verified: boolean;
  hasPassword: boolean;
}

export function accountView(account: KnownAccount, signedInAt: Date | undefined, now: Date): AccountView {
  const { email, verified, hasPassword } = account;
  const fresh = signedInAt !== undefined && isFresh(signedInAt, now);
  return { email, verified, hasPassword, mayChange: hasPassword || fresh };
}

/** What becomes of a person's teams with their account: their names. */
export interface DeletionView {
  gone: string[];
  left: string[];
  orphaned: string[];
}

export function deletionView(deletion: Record<keyof DeletionView, { name: string }[]>): DeletionView {
  const names = (teams: { name: string }[]) => teams.map(({ name }) => name);
  return { gone: names(deletion.gone), left: names(deletion.left), orphaned: names(deletion.orphaned) };
}
