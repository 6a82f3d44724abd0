import { buttonLook } from "@/components/ui/button-look";
import type { RangeFormView } from "@/lib/presenters/view/chart-options";

const MOMENT = "min-h-9 w-full rounded-small border border-edge bg-card px-2 py-1 text-ink sm:w-auto";

/** From when to when, by the clocks that the chart shows. */
export function RangeForm({ of }: { of: RangeFormView }) {
  return (
    <form action={of.action} className="flex w-full flex-wrap items-end gap-x-4 gap-y-2 px-2.5">
      {of.kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <label className="grid gap-1 max-sm:w-full">
        <span className="text-muted">From, {of.zone}</span>
        <input key={of.from} type="datetime-local" name="from" required defaultValue={of.from} className={MOMENT} />
      </label>
      <label className="grid gap-1 max-sm:w-full">
        <span className="text-muted">To</span>
        <input key={of.to} type="datetime-local" name="to" required defaultValue={of.to} className={MOMENT} />
      </label>
      <button type="submit" className={buttonLook("plain")}>
        Show
      </button>
    </form>
  );
}
