import type { Metadata } from "next";
import { createAlertAction } from "@/app/(web)/alerts/actions";
import { RuleBuilder } from "@/app/(web)/alerts/rule-builder";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { NothingToWatch } from "@/components/alerts/nothing-to-watch";
import { Link } from "@/components/ui/link";
import type { Context } from "@/lib/context";
import { usualMissing } from "@/lib/domain/alert";
import { canManageAlerts } from "@/lib/domain/can";
import type { StatKind } from "@/lib/domain/stat";
import { getAccount } from "@/lib/interactors/accounts/get-account";
import { suggestAlert } from "@/lib/interactors/alerts/suggest-alert";
import { listChannels } from "@/lib/interactors/channels/list-channels";
import { getStat } from "@/lib/interactors/stats/get-stat";
import {
  type AlertDraft,
  alertDraftQuery,
  isDrafted,
  PLAIN_DRAFT,
  readAlertDraft,
} from "@/lib/presenters/view/alert-draft";
import { channelChoices } from "@/lib/presenters/view/channel-row";

export const metadata: Metadata = { title: "New alert" };

const MOST_CHANNELS = 200;

export default async function NewAlertPage({ searchParams }: QueryProps) {
  const query = await searchParams;
  const asked = typeof query.stat === "string" ? { ...query, statId: query.stat } : query;
  const typed = readAlertDraft(asked);
  const begun = typed.pattern === "" ? ["stat", typed.statId] : ["pattern", typed.pattern];
  const address = isDrafted(asked) ? alertDraftQuery(typed) : new URLSearchParams([begun]);
  const ctx = await signedIn(`/alerts/new?${address}`);
  const stat = typed.statId === "" ? null : await orNotFound(getStat(ctx, { id: typed.statId }));
  const may = ctx.actor.kind === "user" && canManageAlerts(ctx.actor);
  if (!may || (stat === null && typed.pattern === "")) return <NothingToWatch may={may} />;
  const [{ data: channels }, { email, verified }] = await Promise.all([
    listChannels(ctx, { limit: MOST_CHANNELS }),
    getAccount(ctx),
  ]);
  const mailTo = channels.length === 0 ? { email, verified } : null;
  const told = { channels: channels.filter(isOn).map(({ id }) => id), mailMe: mailTo !== null };
  const draft = isDrafted(asked) ? typed : { ...typed, ...(await suggested(ctx, stat)), ...told };
  return (
    <>
      <p className="mb-2 text-small">
        <Link
          href={stat === null ? "/alerts" : `/stats/${stat.id}`}
          className="inline-flex min-h-6 items-center text-muted hover:text-ink hover:underline"
        >
          ← {stat?.name ?? "All alerts"}
        </Link>
      </p>
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">New alert</h1>
      <RuleBuilder
        ctx={ctx}
        draft={draft}
        statName={stat?.name ?? ""}
        unit={stat?.unit ?? ""}
        channels={channelChoices(channels)}
        mailTo={mailTo}
        patterned
        base="/alerts/new"
        save={createAlertAction}
        button="Save alert"
      />
    </>
  );
}

/** A rule to begin with; of a pattern one that needs no number, for its stats differ. */
async function suggested(ctx: Context, stat: { id: string; kind: StatKind } | null): Promise<Partial<AlertDraft>> {
  const missing = usualMissing(stat?.kind ?? null);
  if (stat === null) return { kind: "anomaly", missing };
  const { kind, window, threshold } = await suggestAlert(ctx, { statId: stat.id });
  return {
    kind,
    missing,
    timeWindow: window,
    threshold: threshold === null ? PLAIN_DRAFT.threshold : String(threshold),
  };
}

function isOn({ confirmedAt, disabledAt }: { confirmedAt: Date | null; disabledAt: Date | null }): boolean {
  return confirmedAt !== null && disabledAt === null;
}
