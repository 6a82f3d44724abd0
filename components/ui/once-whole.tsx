/**
 * Hides what it is on until the `End` in it has come. A page may be painted while half of a row has come; what stands on
 * its right would then be pushed aside by what comes later.
 */
export const ONCE_WHOLE = "not-has-[>[data-end]]:invisible";

/** The last in a row that shows itself once it is whole. */
export function End() {
  return <span data-end hidden />;
}
