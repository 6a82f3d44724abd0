import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { setWatchAction } from "@/app/(web)/alerts/actions";
import { signedIn } from "@/app/(web)/signed-in";
import { shownOrigin } from "@/app/origin";
import type { QueryProps } from "@/app/page-props";
import { AlertFilters } from "@/components/alerts/alert-filters";
import { AlertList } from "@/components/alerts/alert-list";
import { IncidentList } from "@/components/alerts/incident-list";
import { NothingWatched } from "@/components/alerts/nothing-watched";
import { WatchPanel } from "@/components/alerts/watch-panel";
import { Pager } from "@/components/stats/pager";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Refresh } from "@/components/ui/refresh";
import { Section } from "@/components/ui/section";
import type { Context } from "@/lib/context";
import { canManageAlerts } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { listAlerts } from "@/lib/interactors/alerts/list-alerts";
import { listIncidents } from "@/lib/interactors/alerts/list-incidents";
import { getWatch } from "@/lib/interactors/alerts/watch-team";
import { listChannels } from "@/lib/interactors/channels/list-channels";
import { getTeam } from "@/lib/interactors/team/get-team";
import { alertRow } from "@/lib/presenters/view/alert-row";
import { type AlertsAddress, alertsHref, isEveryAlert, readAlertsAddress } from "@/lib/presenters/view/alerts-address";
import { channelChoices, toldNames } from "@/lib/presenters/view/channel-row";
import { incidentRow } from "@/lib/presenters/view/incident-row";
import { watchView } from "@/lib/presenters/view/watch";

export const metadata: Metadata = { title: "Alerts" };

const PAGE_SIZE = 50;
const LATEST = 10;
const ALL_CHANNELS = 500;
const EVERY_SECONDS = 5;

export default async function AlertsPage({ searchParams }: QueryProps) {
  const params = await searchParams;
  const address = readAlertsAddress(params);
  const ctx = await signedIn(alertsHref(address, { cursor: address.cursor }));
  const [{ zone }, page, incidents, channels, watch, origin] = await Promise.all([
    getTeam(ctx),
    listed(ctx, address),
    listIncidents(ctx, { limit: LATEST }),
    listChannels(ctx, { limit: ALL_CHANNELS }),
    getWatch(ctx),
    shownOrigin(),
  ]);
  const may = ctx.actor.kind === "user" && canManageAlerts(ctx.actor);
  const now = ctx.clock.now();
  const names = toldNames(channels.data);
  const rows = page.data.map((alert) => alertRow(alert, { channels: names, now, zone }));
  const none = rows.length === 0 && isEveryAlert(address);
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-title font-semibold tracking-tight">Alerts</h1>
        <div className="flex items-center gap-4">
          <span className="text-small text-muted">
            <Refresh everySeconds={EVERY_SECONDS} />
          </span>
          {may && !none && (
            <Link href="/alerts/new" className={buttonLook("plain")}>
              New alert
            </Link>
          )}
        </div>
      </div>
      {params.deleted === "1" && <Notice>The alert is deleted. The stats keep all their numbers.</Notice>}
      {none ? (
        <NothingWatched origin={origin} writes={may} />
      ) : (
        <div className="grid gap-4">
          <AlertFilters address={address} />
          {rows.length === 0 ? (
            <p className="py-8 text-muted">
              No alert is like that.{" "}
              <Link href="/alerts" className="prose-link">
                Show all alerts
              </Link>
            </p>
          ) : (
            <AlertList rows={rows} label="Alerts" />
          )}
          <Pager
            first={address.cursor === "" ? null : alertsHref(address)}
            next={page.next === null ? null : alertsHref(address, { cursor: page.next })}
          />
        </div>
      )}
      {incidents.data.length > 0 && (
        <Section title="What rang" about="The latest incidents, each with its story.">
          <IncidentList rows={incidents.data.map((each) => incidentRow(each, now, zone))} label="Incidents" />
        </Section>
      )}
      <Section title="Channels" about="Where the team is told.">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Link href="/alerts/channels" className={buttonLook("plain")}>
            Channels
          </Link>
          <p className="text-small text-muted">{channelsWords(channels.data.length)}</p>
        </div>
      </Section>
      <Section
        id="watch"
        title="Automatic watch"
        about="For what nobody thought of: every stat against its own habits, within a budget."
      >
        <WatchPanel of={watchView(watch)} channels={channelChoices(channels.data)} save={may ? setWatchAction : null} />
      </Section>
    </>
  );
}

function channelsWords(count: number): string {
  if (count === 0) return "There is none yet: alerts ring here, and tell nobody.";
  return `${count} ${count === 1 ? "way" : "ways"} out: mail, webhooks, Slack, PagerDuty.`;
}

/** A page of the list; a cursor that was not made for it leads back to its start. */
async function listed(ctx: Context, address: AlertsAddress) {
  const { q, state, cursor } = address;
  try {
    return await listAlerts(ctx, {
      sort: "state",
      limit: PAGE_SIZE,
      q: q === "" ? undefined : q,
      state: state === "" ? undefined : state,
      cursor: cursor === "" ? undefined : cursor,
    });
  } catch (error) {
    if (cursor !== "" && error instanceof Refusal && error.code === "invalid") redirect(alertsHref(address));
    throw error;
  }
}
