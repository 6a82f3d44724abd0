import type { Metadata } from "next";
import { signedIn } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { ChannelList } from "@/components/alerts/channel-list";
import { NoChannels } from "@/components/alerts/no-channels";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { WayBack } from "@/components/ui/way-back";
import { canManageChannels } from "@/lib/domain/can";
import { listChannels } from "@/lib/interactors/channels/list-channels";
import { getTeam } from "@/lib/interactors/team/get-team";
import { channelRow } from "@/lib/presenters/view/channel-row";

export const metadata: Metadata = { title: "Channels" };

const ALL = 500;

export default async function ChannelsPage({ searchParams }: QueryProps) {
  const [ctx, { deleted }] = await Promise.all([signedIn("/alerts/channels"), searchParams]);
  const [{ zone }, { data }] = await Promise.all([getTeam(ctx), listChannels(ctx, { limit: ALL })]);
  const may = ctx.actor.kind === "user" && canManageChannels(ctx.actor);
  const now = ctx.clock.now();
  return (
    <>
      <p className="mb-2 text-small">
        <WayBack href="/alerts" to="All alerts" />
      </p>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-title font-semibold tracking-tight">Channels</h1>
        {may && data.length > 0 && (
          <Link href="/alerts/channels/new" className={buttonLook("plain")}>
            New channel
          </Link>
        )}
      </div>
      <p className="mb-6 max-w-prose text-muted">The ways out: where the team is told when an alert rings.</p>
      {deleted === "1" && <Notice>The channel is deleted. Alerts that told it stay.</Notice>}
      {data.length === 0 ? (
        <NoChannels may={may} />
      ) : (
        <ChannelList rows={data.map((channel) => channelRow(channel, { alerts: channel.alerts, now, zone }))} />
      )}
    </>
  );
}
