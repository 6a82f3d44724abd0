import { Bell } from "lucide-react";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Live } from "@/components/ui/live";
import { End, ONCE_WHOLE } from "@/components/ui/once-whole";
import { WayBack } from "@/components/ui/way-back";
import type { ListedStat } from "@/lib/domain/stat";
import { addToCompareHref } from "@/lib/presenters/view/stats-address";
import { StarButton } from "./star-button";

interface StatHeaderProps {
  stat: Pick<ListedStat, "id" | "name" | "kind" | "description" | "tags" | "favourite" | "sharedBy">;
  star: (form: FormData) => Promise<void>;
  /** Whether whoever looks may make alerts. */
  alerts: boolean;
}

export function StatHeader({ stat, star, alerts }: StatHeaderProps) {
  return (
    <header className="mb-6">
      <p className="mb-2 flex items-center justify-between text-small">
        <WayBack href="/stats" to="All stats" />
        <span className={`flex items-center gap-5 ${ONCE_WHOLE}`}>
          <Link
            href={addToCompareHref([stat.id])}
            className="inline-flex min-h-6 items-center text-muted hover:text-ink hover:underline"
          >
            Compare…
          </Link>
          <Live only={[stat.id]} />
          <End />
        </span>
      </p>
      <div className="flex items-start gap-2">
        <h1 className="min-w-0 text-title font-semibold tracking-tight wrap-anywhere">{stat.name}</h1>
        <StarButton stat={stat} star={star} />
        {alerts && (
          <Link
            href={`/alerts/new?stat=${encodeURIComponent(stat.id)}`}
            className={`${buttonLook("plain")} ${ONCE_WHOLE} ml-auto shrink-0`}
          >
            <Bell size={15} aria-hidden="true" />
            Alert
            <End />
          </Link>
        )}
      </div>
      <p className="text-small text-muted">
        {stat.kind}
        {stat.tags.map((tag) => ` · ${tag}`)}
      </p>
      {stat.sharedBy !== null && (
        <p className="text-small text-muted wrap-anywhere">Shared by {stat.sharedBy}, who alone may change it</p>
      )}
      {stat.description !== "" && <p className="mt-2 max-w-prose whitespace-pre-line">{stat.description}</p>}
    </header>
  );
}
