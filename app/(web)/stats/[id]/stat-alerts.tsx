import { orNotFound } from "@/app/(web)/signed-in";
import { AlertList } from "@/components/alerts/alert-list";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { Context } from "@/lib/context";
import { canManageAlerts } from "@/lib/domain/can";
import { listAlerts } from "@/lib/interactors/alerts/list-alerts";
import { listChannels } from "@/lib/interactors/channels/list-channels";
import { alertRow } from "@/lib/presenters/view/alert-row";
import { toldNames } from "@/lib/presenters/view/channel-row";

interface StatAlertsProps {
  ctx: Context;
  id: string;
  /** The team's. */
  zone: string;
}

const LISTED = 20;
const ALL_CHANNELS = 500;

/** What watches a stat, by itself or by a pattern, and the way to one more. */
export async function StatAlerts({ ctx, id, zone }: StatAlertsProps) {
  const [alerts, channels] = await Promise.all([
    orNotFound(listAlerts(ctx, { statId: id, sort: "state", limit: LISTED })),
    listChannels(ctx, { limit: ALL_CHANNELS }),
  ]);
  const names = toldNames(channels.data);
  const rows = alerts.data.map((alert) => alertRow(alert, { channels: names, now: ctx.clock.now(), zone }));
  const may = ctx.actor.kind === "user" && canManageAlerts(ctx.actor);
  return (
    <Section id="alerts" title="Alerts" about="What watches this stat, and whom it tells.">
      {rows.length === 0 ? (
        <p className="text-muted">
          Nothing watches it.{may && " A rule is shown against the last 30 days before you save it."}
        </p>
      ) : (
        <AlertList rows={rows} label="Alerts on this stat" plain />
      )}
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {may && (
          <Link href={`/alerts/new?stat=${encodeURIComponent(id)}`} className={buttonLook("plain")}>
            New alert
          </Link>
        )}
        <Link href="/alerts" className="prose-link text-small">
          All alerts of the team
        </Link>
      </p>
    </Section>
  );
}
