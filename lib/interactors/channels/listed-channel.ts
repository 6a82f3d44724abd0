import { openTarget } from "@/lib/delivery/seal";
import type { Channel, WebhookShape } from "@/lib/domain/channel";
import { countAlertsOf, findSealedChannel } from "@/lib/store/records/channels";
import type { Transaction } from "@/lib/store/records/transaction";

/** A channel as a list shows it: what it leads to stays sealed. */
export interface ListedChannel extends Channel {
  /** What a webhook is sent; null for the other kinds, and where it cannot be read. */
  shape: WebhookShape | null;
  /** How many alerts tell it. */
  alerts: number;
}

/** Channels with what a list shows beside. */
export async function listedChannels(db: Transaction, channels: Channel[]): Promise<ListedChannel[]> {
  const alerts = await countAlertsOf(
    db,
    channels.map(({ id }) => id),
  );
  return Promise.all(
    channels.map(async (channel) => {
      return { ...channel, shape: await shapeOf(db, channel), alerts: alerts.get(channel.id) ?? 0 };
    }),
  );
}

export async function listedChannel(db: Transaction, channel: Channel): Promise<ListedChannel> {
  const [listed] = await listedChannels(db, [channel]);
  return listed as ListedChannel;
}

async function shapeOf(db: Transaction, { id, kind }: Channel): Promise<WebhookShape | null> {
  const found = kind === "webhook" ? await findSealedChannel(db, id) : null;
  if (found === null) return null;
  try {
    const target = openTarget(found.sealed, id);
    return target.kind === "webhook" ? target.shape : null;
  } catch {
    return null;
  }
}
