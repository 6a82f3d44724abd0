import type { Metadata } from "next";
import { createChannelAction } from "@/app/(web)/alerts/channels/actions";
import { signedIn } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { NewChannel } from "@/components/alerts/channel-form";
import { NoChannels } from "@/components/alerts/no-channels";
import { WayBack } from "@/components/ui/way-back";
import { canManageChannels } from "@/lib/domain/can";
import { CHANNEL_KINDS } from "@/lib/domain/channel";
import { getAccount } from "@/lib/interactors/accounts/get-account";

export const metadata: Metadata = { title: "New channel" };

export default async function NewChannelPage({ searchParams }: QueryProps) {
  const { kind: asked } = await searchParams;
  const kind = CHANNEL_KINDS.find((each) => each === asked) ?? "email";
  const ctx = await signedIn(`/alerts/channels/new?kind=${kind}`);
  const may = ctx.actor.kind === "user" && canManageChannels(ctx.actor);
  return (
    <>
      <p className="mb-2 text-small">
        <WayBack href="/alerts/channels" to="All channels" />
      </p>
      <h1 className="mb-6 text-title font-semibold tracking-tight">New channel</h1>
      {may ? (
        <NewChannel make={createChannelAction} kind={kind} email={(await getAccount(ctx)).email} />
      ) : (
        <NoChannels may={false} />
      )}
    </>
  );
}
