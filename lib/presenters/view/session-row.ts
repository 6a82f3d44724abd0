import { browserWords } from "@/lib/domain/browser";
import { type MomentView, momentView } from "./moment";

/** A browser in which a person is signed in. */
export interface SessionRow {
  id: string;
  /** In words, such as "Firefox on Linux". */
  browser: string;
  /** Empty when it is not known. */
  address: string;
  /** Whether it is the one that shows the list. */
  current: boolean;
  signedIn: MomentView;
  lastSeen: MomentView;
}

interface KnownSession {
  id: string;
  agent: string;
  address: string;
  current: boolean;
  createdAt: Date;
  lastSeenAt: Date;
}

export function sessionRow(session: KnownSession, now: Date, zone: string): SessionRow {
  const { id, agent, address, current, createdAt, lastSeenAt } = session;
  return {
    id,
    browser: browserWords(agent),
    address,
    current,
    signedIn: momentView(createdAt, now, zone),
    lastSeen: momentView(lastSeenAt, now, zone),
  };
}
