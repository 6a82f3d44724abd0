import { MonitorPlay } from "lucide-react";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Live } from "@/components/ui/live";
import type { DashboardView } from "@/lib/presenters/view/dashboard";

interface DashboardHeaderProps {
  of: Pick<DashboardView, "id" | "name" | "follows">;
  /** Whether whoever looks may change it. */
  changes: boolean;
  editing: boolean;
}

/** What the dashboard is called, and what else can be done with it. */
export function DashboardHeader({ of, changes, editing }: DashboardHeaderProps) {
  const here = `/dashboards/${of.id}`;
  return (
    <header className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3">
      <h1 className="min-w-0 text-title font-semibold tracking-tight wrap-anywhere">{of.name}</h1>
      <span className="mr-auto">
        <Live only={of.follows} />
      </span>
      <nav aria-label="Dashboard" className="flex flex-wrap gap-2">
        {!editing && (
          <Link href={`${here}/wall`} className={buttonLook("plain")}>
            <MonitorPlay size={16} aria-hidden="true" /> Wall
          </Link>
        )}
        {changes && (
          <Link href={`${here}/cards/new`} className={buttonLook("plain")}>
            Add a card
          </Link>
        )}
        {changes && (
          <Link href={editing ? here : `${here}?edit=1`} className={buttonLook(editing ? "primary" : "plain")}>
            {editing ? "Done" : "Edit"}
          </Link>
        )}
      </nav>
    </header>
  );
}
