import { AsyncLocalStorage } from "node:async_hooks";

/** An answer whose head has not been sent. */
interface OpenAnswer {
  statusCode: number;
}

const KEY = Symbol.for("statnest.answer");
type Holder = { [KEY]?: AsyncLocalStorage<OpenAnswer> };

/** Next bundles its own copy of lib/, so what server and pages share lives on globalThis. */
function answers(): AsyncLocalStorage<OpenAnswer> {
  const holder = globalThis as Holder;
  holder[KEY] ??= new AsyncLocalStorage();
  return holder[KEY];
}

/** Runs the work that makes an answer; a page that is drawn in it may set its status. */
export function answering<T>(answer: OpenAnswer, work: () => T): T {
  return answers().run(answer, work);
}

/**
 * Gives the page that is being drawn a status that Next has no page for, such as 410. Call it before anything is sent.
 * False where the server is not ours and no status can be set.
 */
export function setPageStatus(status: number): boolean {
  const answer = answers().getStore();
  if (answer === undefined) return false;
  answer.statusCode = status;
  return true;
}
