import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";

/** The page of a new alert before it is known what it is to be about, or for somebody who may not make one. */
export function NothingToWatch({ may }: { may: boolean }) {
  return (
    <div className="py-10">
      <h1 className="text-title font-semibold tracking-tight">New alert</h1>
      <p className="mt-2 max-w-prose text-muted">
        {may
          ? "Open a stat and press Alert: you see its last 30 days beside the rule. To watch many at once, begin with a pattern for their names."
          : "Members of the team make alerts; your role lets you look."}
      </p>
      {may && (
        <form
          action="/alerts/new"
          aria-label="By a pattern"
          className="mt-6 flex max-w-prose flex-wrap items-end gap-3"
        >
          <label className="grid min-w-0 grow gap-1.5 font-medium">
            Names of stats
            <input
              name="pattern"
              required
              maxLength={255}
              placeholder="api.*"
              autoComplete="off"
              spellCheck={false}
              className="min-h-10 w-full rounded-small border border-edge bg-card px-3 py-1.5 font-normal"
            />
          </label>
          <button type="submit" className={buttonLook("plain")}>
            Watch these
          </button>
        </form>
      )}
      <p className="mt-6">
        <Link href={may ? "/stats" : "/alerts"} className={buttonLook(may ? "primary" : "plain")}>
          {may ? "Choose a stat" : "All alerts"}
        </Link>
      </p>
    </div>
  );
}
