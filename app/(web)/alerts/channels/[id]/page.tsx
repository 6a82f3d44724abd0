import type { Metadata } from "next";
import { redirect } from "next/navigation";
import {
  askChannelAgainAction,
  deleteChannelAction,
  replayDeliveryAction,
  rotateSecretAction,
  testChannelAction,
  turnChannelAction,
  updateChannelAction,
} from "@/app/(web)/alerts/channels/actions";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import type { Query } from "@/app/page-props";
import { ChannelHeader } from "@/components/alerts/channel-header";
import {
  ChannelEnd,
  ChannelSettings,
  ChannelSwitch,
  ChannelTest,
  SecretRotation,
} from "@/components/alerts/channel-settings";
import { DeliveryList } from "@/components/alerts/delivery-list";
import { VerifySignature } from "@/components/alerts/verify-signature";
import { Pager } from "@/components/stats/pager";
import { Section } from "@/components/ui/section";
import type { Context } from "@/lib/context";
import { canManageAlerts, canManageChannels } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { getChannel } from "@/lib/interactors/channels/get-channel";
import { listDeliveries } from "@/lib/interactors/deliveries/list-deliveries";
import { getTeam } from "@/lib/interactors/team/get-team";
import { channelRow, quietDraft } from "@/lib/presenters/view/channel-row";
import { deliveryRow } from "@/lib/presenters/view/delivery-row";
import { zoneChoices } from "@/lib/presenters/view/team";

interface ChannelPageProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

const PAGE_SIZE = 25;

export async function generateMetadata({ params }: ChannelPageProps): Promise<Metadata> {
  const { id } = await params;
  const ctx = await signedIn(`/alerts/channels/${encodeURIComponent(id)}`);
  return { title: (await orNotFound(getChannel(ctx, { id }))).name };
}

export default async function ChannelPage({ params, searchParams }: ChannelPageProps) {
  const [{ id }, { cursor: asked, made }] = await Promise.all([params, searchParams]);
  const here = `/alerts/channels/${encodeURIComponent(id)}`;
  const cursor = typeof asked === "string" ? asked : undefined;
  const ctx = await signedIn(here);
  const channel = await orNotFound(getChannel(ctx, { id }));
  const [{ zone }, deliveries] = await Promise.all([getTeam(ctx), listed(ctx, id, cursor, here)]);
  const now = ctx.clock.now();
  const row = channelRow(channel, { alerts: channel.alerts, now, zone });
  const manages = ctx.actor.kind === "user" && canManageChannels(ctx.actor);
  const replays = ctx.actor.kind === "user" && canManageAlerts(ctx.actor);
  return (
    <>
      <ChannelHeader of={row} made={made === "1"} askAgain={manages ? askChannelAgainAction : null} />
      {manages && row.state === "on" && <ChannelTest id={id} test={testChannelAction} />}
      {manages && row.state === "off" && <ChannelSwitch id={id} on={false} turn={turnChannelAction} />}
      <Section
        id="deliveries"
        title="Deliveries"
        about="What was told here and what came of it. What is given up can be sent again, with the same id."
      >
        {deliveries.data.length === 0 ? (
          <p className="text-muted">Nothing was told here yet.</p>
        ) : (
          <DeliveryList
            rows={deliveries.data.map((each) => deliveryRow(each, now, zone))}
            replay={replays ? replayDeliveryAction : null}
          />
        )}
        <Pager
          first={cursor === undefined ? null : here}
          next={deliveries.next === null ? null : `${here}?cursor=${deliveries.next}`}
        />
      </Section>
      {manages && (
        <Section title="Settings" about="How it is called, where it leads, and when it is left alone.">
          <ChannelSettings
            channel={channel}
            quiet={quietDraft(channel.quiet, zone)}
            zones={zoneChoices(channel.quiet?.zone ?? zone)}
            save={updateChannelAction}
          />
        </Section>
      )}
      {channel.kind === "webhook" && (
        <Section title="Signature" about="Everything we send is signed by Standard Webhooks: make sure it is ours.">
          <VerifySignature />
          {manages && <SecretRotation id={id} rotate={rotateSecretAction} />}
        </Section>
      )}
      {manages && (
        <Section title="End" about="For a while, or for good.">
          {row.state !== "off" && <ChannelSwitch id={id} on turn={turnChannelAction} />}
          <ChannelEnd id={id} name={channel.name} remove={deleteChannelAction} />
        </Section>
      )}
    </>
  );
}

/** A page of the log; a cursor that was not made for it leads back to its start. */
async function listed(ctx: Context, channelId: string, cursor: string | undefined, here: string) {
  try {
    return await listDeliveries(ctx, { channelId, limit: PAGE_SIZE, cursor });
  } catch (error) {
    if (cursor !== undefined && error instanceof Refusal && error.code === "invalid") redirect(here);
    throw error;
  }
}
