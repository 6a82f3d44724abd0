import { z } from "zod";
import type { Context } from "@/lib/context";
import { openTarget, sealTarget } from "@/lib/delivery/seal";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { changeChannel, findOwners, lockChannel, type SealedChannel } from "@/lib/store/records/channels";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { readConfirmToken } from "./confirm-token";

const schema = z.strictObject({ token: z.string().max(200) });

/** What somebody is asked to agree to: which team writes to which address, and whether they have. */
export interface Confirmation {
  team: string;
  address: string;
  agreed: boolean;
}

/**
 * What the link of a confirmation mail asks. Whoever has the link may; nothing changes. Throws `not_found` for one that
 * is over, or about a channel that is gone or leads elsewhere by now.
 */
export async function findConfirmation(ctx: Context, input: z.input<typeof schema>): Promise<Confirmation> {
  const { token } = parseInput(schema, input);
  return transaction(ctx.store, async (tx) => {
    const { teamId, shown, confirmedAt } = await askedChannel(tx, ctx, token);
    return { team: (await findOwners(tx, teamId)).team, address: shown, agreed: confirmedAt !== null };
  });
}

/** Agrees, for the address of the link, to be written to. Once is enough: again changes nothing. Throws `not_found`. */
export async function confirmChannel(ctx: Context, input: z.input<typeof schema>): Promise<Confirmation> {
  const { token } = parseInput(schema, input);
  return transaction(ctx.store, async (tx) => {
    const channel = await askedChannel(tx, ctx, token);
    const { id, teamId, name, shown } = channel;
    if (channel.confirmedAt === null) {
      const now = ctx.clock.now();
      const target = { kind: "email" as const, address: shown, agreedAt: now.toISOString() };
      await changeChannel(tx, id, { confirmedAt: now, sealed: sealTarget(target, id) });
      await audit(tx, ctx, {
        action: "channel.changed",
        subject: { kind: "channel", id, name },
        detail: { changed: ["confirmed"] },
        as: { userId: null, name: shown },
        teamId,
      });
    }
    return { team: (await findOwners(tx, teamId)).team, address: shown, agreed: true };
  });
}

async function askedChannel(tx: Transaction, ctx: Context, token: string): Promise<SealedChannel> {
  const asked = readConfirmToken(token, ctx.clock.now());
  const channel = asked && (await lockChannel(tx, null, asked.channelId));
  const target = channel?.kind === "email" ? openTarget(channel.sealed, channel.id) : null;
  if (!channel || target?.kind !== "email" || !asked?.isFor(target.address)) {
    throw new Refusal("not_found", "this link no longer works; ask whoever had it sent for another");
  }
  return channel;
}
