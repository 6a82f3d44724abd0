import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { updateAlertAction } from "@/app/(web)/alerts/actions";
import { RuleBuilder } from "@/app/(web)/alerts/rule-builder";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import type { Query } from "@/app/page-props";
import { Link } from "@/components/ui/link";
import { alertName } from "@/lib/domain/alert-words";
import { canManageAlerts } from "@/lib/domain/can";
import { getAlert } from "@/lib/interactors/alerts/get-alert";
import { listChannels } from "@/lib/interactors/channels/list-channels";
import { draftOfAlert, readAlertDraft } from "@/lib/presenters/view/alert-draft";
import { channelChoices } from "@/lib/presenters/view/channel-row";

export const metadata: Metadata = { title: "Change an alert" };

interface EditAlertProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

const MOST_CHANNELS = 200;

export default async function EditAlertPage({ params, searchParams }: EditAlertProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const here = `/alerts/${encodeURIComponent(id)}`;
  const ctx = await signedIn(`${here}/edit`);
  const [alert, { data: channels }] = await Promise.all([
    orNotFound(getAlert(ctx, { id })),
    listChannels(ctx, { limit: MOST_CHANNELS }),
  ]);
  if (alert.automatic || ctx.actor.kind !== "user" || !canManageAlerts(ctx.actor)) notFound();
  const { subject } = alert;
  const saved = draftOfAlert(alert);
  const draft = { ...readAlertDraft(query, saved), statId: saved.statId };
  const name = alertName(alert, alert.unit);
  return (
    <>
      <p className="mb-2 text-small">
        <Link href={here} className="inline-flex min-h-6 items-center text-muted hover:text-ink hover:underline">
          ← {name}
        </Link>
      </p>
      <h1 className="text-title font-semibold tracking-tight">Change the rule</h1>
      <p className="mt-1 max-w-prose text-muted">What rings by the old rule is over when another is saved.</p>
      <RuleBuilder
        ctx={ctx}
        draft={"pattern" in subject ? draft : { ...draft, pattern: "" }}
        statName={"pattern" in subject ? "" : subject.statName}
        unit={alert.unit}
        channels={channelChoices(channels)}
        mailTo={null}
        patterned={"pattern" in subject}
        base={`${here}/edit`}
        save={updateAlertAction}
        button="Save"
        id={id}
      />
    </>
  );
}
