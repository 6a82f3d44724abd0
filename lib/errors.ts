/** Everything an interactor may refuse with. One table in lib/presenters/http turns a code into a status. */
export type RefusalCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_large"
  | "unsupported_type"
  | "unprocessable"
  | "limited"
  | "unavailable";

/** What is wrong with one part of the input; `pointer` is a JSON pointer such as `#/points/3/value`. */
export interface Fault {
  pointer: string;
  detail: string;
}

/**
 * A refusal that may be shown to whoever asked: `detail` says what happened and what to do.
 * Any other error is a fault of ours and says nothing outside.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly code: RefusalCode,
    readonly detail: string,
    readonly more: { faults?: Fault[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
  }
}
