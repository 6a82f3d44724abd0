import { DashboardGrid } from "@/components/dashboards/dashboard-grid";
import { Refresh } from "@/components/ui/refresh";
import type { DashboardView } from "@/lib/presenters/view/dashboard";

const EVERY_SECONDS = 30;

/** A dashboard for everybody: its cards, which lead nowhere. */
export function PublicDashboard({ of }: { of: Pick<DashboardView, "name" | "cards"> }) {
  return (
    <>
      <header className="mb-6 flex items-baseline justify-between gap-4">
        <h1 className="min-w-0 text-title font-semibold tracking-tight wrap-anywhere">{of.name}</h1>
        <p className="shrink-0 text-small text-muted">
          <Refresh everySeconds={EVERY_SECONDS} />
        </p>
      </header>
      {of.cards.length === 0 ? (
        <p className="text-muted">There is nothing on this dashboard yet.</p>
      ) : (
        <DashboardGrid cards={of.cards} />
      )}
    </>
  );
}
