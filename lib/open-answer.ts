import { AsyncLocalStorage } from "node:async_hooks";

/** An answer whose head has not been sent. */
interface OpenAnswer {
  statusCode: number;
}

/** What whoever makes an answer for everybody lets the server do with it. */
export interface Offer {
  /** Called each time the answer is sent again in full. */
  sentAgain(): void;
}

const KEY = Symbol.for("statnest.answer");
interface Shared {
  open: AsyncLocalStorage<OpenAnswer>;
  offers: WeakMap<OpenAnswer, Offer>;
  /** Raised when what was offered before is not to be sent any more. */
  turn: number;
}
type Holder = { [KEY]?: Shared };

/** Next bundles its own copy of lib/, so what server and pages share lives on globalThis. */
function shared(): Shared {
  const holder = globalThis as Holder;
  holder[KEY] ??= { open: new AsyncLocalStorage(), offers: new WeakMap(), turn: 0 };
  return holder[KEY];
}

/** Runs the work that makes an answer; what is drawn in it may set its status, and offer it. */
export function answering<T>(answer: OpenAnswer, work: () => T): T {
  return shared().open.run(answer, work);
}

/**
 * Gives the page that is being drawn a status that Next has no page for, such as 410. Call it before anything is sent.
 * False where the server is not ours and no status can be set.
 */
export function setPageStatus(status: number): boolean {
  const answer = shared().open.getStore();
  if (answer === undefined) return false;
  answer.statusCode = status;
  return true;
}

/** Lets the server send the answer that is being made again for some moments, to whoever asks the same. */
export function offerAnswer(offer: Offer): void {
  const { open, offers } = shared();
  const answer = open.getStore();
  if (answer !== undefined) offers.set(answer, offer);
}

/** The offer that came with an answer, if any. */
export function offerOf(answer: OpenAnswer): Offer | undefined {
  return shared().offers.get(answer);
}

/** Has no answer sent again that was made before now: what it showed is not to be seen any more. */
export function recallAnswers(): void {
  shared().turn += 1;
}

/** Of answers of another turn none is to be sent again. */
export function answersTurn(): number {
  return shared().turn;
}
