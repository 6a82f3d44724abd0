import { setMaxListeners } from "node:events";

/** Something the worker does again and again, whichever worker it is: doing it twice must do no harm. */
export interface Job {
  readonly name: string;
  /** Seconds from the end of one round to the begin of the next. */
  readonly everySeconds: number;
  /** One round. A long one looks at `stopping` between its steps. */
  run(stopping: AbortSignal): Promise<void>;
}

export interface Loops {
  /** Begins no further round and resolves when those under way have ended. */
  stop(): Promise<void>;
}

/**
 * Runs each job at once and then at its interval, never two rounds of one job at a time. A round that throws is
 * told to `onError` and the loop goes on.
 */
export function startLoops(jobs: readonly Job[], onError: (job: string, error: unknown) => void): Loops {
  const stopping = new AbortController();
  // Each job listens: with many of them Node would take that for a leak.
  setMaxListeners(0, stopping.signal);
  const loops = jobs.map((job) => loop(job, stopping.signal, onError));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

async function loop(job: Job, stopping: AbortSignal, onError: (job: string, error: unknown) => void): Promise<void> {
  while (!stopping.aborted) {
    try {
      await job.run(stopping);
    } catch (error) {
      onError(job.name, error);
    }
    await pause(job.everySeconds * 1_000, stopping);
  }
}

function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      stopping.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    stopping.addEventListener("abort", done);
  });
}
