import { log } from "@/lib/log";
import { type Role, type ToChild, tellSupervisor } from "./messages";

/** Beyond this a request that still runs is cut; the supervisor kills the process three seconds later. */
const LONGEST_DRAIN_MS = 22_000;

/** What a process knows of its own coming and going. */
export interface Life {
  readonly role: Role;
  /** The database has the tables this build expects. */
  readonly migrated: boolean;
  readonly draining: boolean;
  /** Calls back once `migrated`; at once when it is already. */
  whenMigrated(then: () => void): void;
}

/** Ends a process's work. `patient`: others may still be told to send their requests elsewhere first. */
export type Stop = (patient: boolean) => Promise<void>;

/**
 * Lives a child of the supervisor: `start` opens what it serves and returns how to end it and the port it listens on.
 * The process drains and exits 0 on SIGTERM, when the supervisor asks, and when the supervisor is gone.
 * A further SIGTERM changes nothing; SIGINT and SIGHUP reach the whole terminal, so they are the supervisor's to answer.
 */
export async function live(role: Role, start: (life: Life) => Promise<{ stop: Stop; port: number | null }>) {
  let stop: Stop | undefined;
  let draining = false;
  let migrated = process.env.STATNEST_MIGRATED === "1";
  const waiting: (() => void)[] = [];

  const drain = async (patient: boolean) => {
    if (draining) return;
    draining = true;
    setTimeout(() => process.exit(0), LONGEST_DRAIN_MS).unref();
    try {
      await stop?.(patient);
    } catch (error) {
      log().error({ err: error }, "could not end in order");
    }
    process.exit(0);
  };

  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.on("SIGTERM", () => void drain(true));
  process.on("SIGINT", () => {});
  process.on("SIGHUP", () => {});
  process.on("disconnect", () => void drain(false));
  process.on("message", (message: ToChild) => {
    if (message.say === "drain") void drain(true);
    if (message.say === "migrated") {
      migrated = true;
      for (const then of waiting.splice(0)) then();
    }
  });
  process.on("uncaughtException", (error) => {
    log().fatal({ err: error }, "a fault nobody caught; this process ends");
    process.exit(1);
  });

  const life: Life = {
    role,
    get migrated() {
      return migrated;
    },
    get draining() {
      return draining;
    },
    whenMigrated(then) {
      if (migrated) then();
      else waiting.push(then);
    },
  };
  try {
    const started = await start(life);
    stop = started.stop;
    tellSupervisor({ say: "ready", port: started.port });
  } catch (error) {
    if (error instanceof FatalStart) tellSupervisor({ say: "fatal", detail: error.message });
    else log().fatal({ err: error }, `${role} could not start`);
    // The message goes out before the exit does.
    setTimeout(() => process.exit(1), 50);
  }
}

/** A fault that another try would not cure; its message is for the person who started us. */
export class FatalStart extends Error {
  override readonly name = "FatalStart";
}
