import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";
import { log } from "@/lib/log";
import { type FromChild, type Role, tellChild } from "./messages";

/** A child that lived this long starts again at once; one that dies over and over waits longer each time. */
const HEALTHY_MS = 30_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;
/** A child that never became ready is given up after so many tries. */
const FIRST_TRIES = 5;

/** In steps of nice: where cores are few, a chore waits for a page, and either for a number. */
const NICENESS: Record<Role, number> = { api: 0, web: 5, worker: 10 };

export interface Kept {
  readonly role: Role;
  tell(message: { say: "migrated" }): void;
  /** Has the child finish its requests, then starts it anew. */
  restart(): void;
  /** Has the child finish its requests and resolves when it is gone; it is not started again. */
  end(): Promise<void>;
  kill(): void;
}

export interface KeepOptions {
  role: Role;
  file: string;
  /** Asked at each start: the port and the database may have changed. */
  environment: () => NodeJS.ProcessEnv;
  onReady: (port: number | null) => void;
  /** Starting again will not help; said once, in words for a person. */
  onFatal: (detail: string) => void;
}

/** Starts a process of ours and starts it again whenever it dies. */
export function keepRunning({ role, file, environment, onReady, onFatal }: KeepOptions): Kept {
  let child: ChildProcess;
  let deaths = 0;
  let wasReady = false;
  let ending = false;
  let asked = false;
  let again: NodeJS.Timeout | undefined;

  const start = () => {
    const began = performance.now();
    let fatal: string | undefined;
    child = fork(file, [], { env: environment(), execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
    standBack(child, NICENESS[role]);
    child.on("message", (message: FromChild) => {
      if (message.say === "fatal") fatal = message.detail;
      if (message.say !== "ready") return;
      wasReady = true;
      onReady(message.port);
    });
    child.on("error", (error) => log().error({ err: error }, `${role} could not be started`));
    child.once("exit", (code, signal) => {
      if (ending) return;
      if (fatal !== undefined) return onFatal(fatal);
      if (asked) {
        asked = false;
        return start();
      }
      deaths = performance.now() - began > HEALTHY_MS ? 1 : deaths + 1;
      if (!wasReady && deaths >= FIRST_TRIES) return onFatal(`${role} ended ${deaths} times before it was ready`);
      if (code !== 0) log().error({ child: role, code, signal }, `${role} ended; starting it again`);
      again = setTimeout(start, delayAfter(deaths));
    });
  };
  start();

  return {
    role,
    tell: (message) => tellChild(child, message),
    restart() {
      asked = !isGone(child);
      tellChild(child, { say: "drain" });
    },
    async end() {
      ending = true;
      clearTimeout(again);
      if (isGone(child)) return;
      const gone = once(child, "exit");
      tellChild(child, { say: "drain" });
      await gone;
    },
    kill() {
      if (!isGone(child)) child.kill("SIGKILL");
    },
  };
}

/** At once, before it has threads of its own, which take over what it has then. A system that refuses is left as it is. */
function standBack({ pid }: ChildProcess, niceness: number): void {
  try {
    if (pid !== undefined && niceness > 0) setPriority(pid, niceness);
  } catch (error) {
    log().debug({ err: error }, "could not lower the priority of a process");
  }
}

function delayAfter(deaths: number): number {
  return deaths <= 1 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** (deaths - 2), LONGEST_DELAY_MS);
}

function isGone(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}
