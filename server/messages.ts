import type { ChildProcess } from "node:child_process";

export type Role = "api" | "web" | "worker";

/** What a child tells the supervisor. `fatal` is a fault that starting again would not cure, in words for a person. */
export type FromChild = { say: "ready"; port: number | null } | { say: "fatal"; detail: string };

/** What the supervisor tells a child. `migrated`: the database has the tables this build expects. */
export type ToChild = { say: "drain" } | { say: "migrated" };

/** Tells a child; one that died meanwhile hears nothing, which is no fault. */
export function tellChild(child: ChildProcess, message: ToChild): void {
  if (child.connected) child.send(message, () => {});
}

/** Tells the supervisor, if there still is one. */
export function tellSupervisor(message: FromChild): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}
