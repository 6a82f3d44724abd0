/** Said above a chart that is not the one its address asked for. */
export function RefusedRange({ why, instead }: { why: string; instead: string }) {
  return (
    <p role="status" className="mb-4 rounded-small bg-wash px-3 py-2">
      The chart cannot be drawn as asked: {why}. Here is {instead} instead.
    </p>
  );
}
