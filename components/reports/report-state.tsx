/** Whether a report is sent: a dot and a word, never colour alone. */
export function ReportState({ paused }: { paused: boolean }) {
  return (
    <span className={`inline-flex items-center gap-1.5 text-small font-medium ${paused ? "text-muted" : "text-good"}`}>
      <span aria-hidden="true" className={`size-2 rounded-full border border-current ${paused ? "" : "bg-current"}`} />
      {paused ? "paused" : "on"}
    </span>
  );
}
