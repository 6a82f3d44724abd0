/** After another stat was merged into this one: what happened. */
export function MergedNotice() {
  return (
    <p role="status" className="mb-6 rounded border border-hairline bg-wash px-4 py-3">
      Merged: this stat has the numbers of both, and what is sent under the other’s names arrives here.
    </p>
  );
}
