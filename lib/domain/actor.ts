import type { KeyKind } from "./key";
import type { Role } from "./team";

/** Who is calling. Closed: a new kind of caller is a decision, not an accident. */
export type Actor =
  | { kind: "user"; userId: string; sessionId: string; teamId: string; role: Role }
  /** Somebody who is signed in and in no team. */
  | { kind: "person"; userId: string; sessionId: string }
  | { kind: "key"; keyId: string; keyKind: KeyKind; teamId: string; userId: string | null }
  | { kind: "job"; name: string }
  | { kind: "anonymous" };
