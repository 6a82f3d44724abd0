import { offeredStats } from "@/app/(web)/dashboards/[id]/offered-stats";
import { RuleForm } from "@/components/alerts/rule-form";
import { NextTimes, NoTimes } from "@/components/reports/next-times";
import { ReportFields } from "@/components/reports/report-fields";
import type { Context } from "@/lib/context";
import { MAX_REPORT_STATS } from "@/lib/domain/report";
import { Refusal } from "@/lib/errors";
import { foreseeTurns } from "@/lib/interactors/reports/foresee-turns";
import { readersAtOnce } from "@/lib/interactors/reports/readers-at-once";
import { reportStats } from "@/lib/interactors/reports/report-stats";
import type { FormState } from "@/lib/presenters/view/form-state";
import { nextTimes } from "@/lib/presenters/view/next-times";
import { type ReportDraft, scheduleInput } from "@/lib/presenters/view/report-draft";
import { scheduleFaults } from "@/lib/presenters/view/report-faults";
import { zoneChoices } from "@/lib/presenters/view/team";
import type { KnownReaders } from "@/lib/presenters/view/typed-addresses";

interface ReportBuilderProps {
  ctx: Context;
  draft: ReportDraft;
  /** The team's, or the one that the report has. */
  zone: string;
  whose: string;
  /** Who is on the list already. */
  known?: KnownReaders;
  /** The path of the page, without a query. */
  base: string;
  save: (before: FormState, form: FormData) => Promise<FormState>;
  button: string;
  id?: string;
}

// The first does not belong into addresses, which others see; the mark only says that stats can be chosen.
const UNSAID = ["recipients", "stats"];
const NOBODY: KnownReaders = { agreed: [], gone: [] };

/** The fields of a report beside the times at which it would be sent. */
export async function ReportBuilder(props: ReportBuilderProps) {
  const { ctx, draft, zone, whose, known = NOBODY, base, save, button, id } = props;
  const [offered, found, members] = await Promise.all([
    offeredStats(ctx),
    reportStats(ctx, { ids: draft.stats.slice(0, MAX_REPORT_STATS) }),
    readersAtOnce(ctx),
  ]);
  const chosen = found.map(({ id: stat, name, sharedBy }) => ({ id: stat, name, sharedBy, axis: "left" as const }));
  return (
    <RuleForm
      base={base}
      save={save}
      button={button}
      id={id}
      unsaid={UNSAID}
      fields={
        <ReportFields
          draft={draft}
          zones={zoneChoices(zone)}
          whose={whose}
          chosen={chosen}
          offered={offered}
          known={{ ...known, agreed: [...members, ...known.agreed] }}
        />
      }
      preview={
        <section aria-label="When it comes">
          <h2 className="mb-2 text-lead font-semibold">The next five times</h2>
          <div aria-live="polite">{await foreseen(ctx, draft, id)}</div>
        </section>
      }
    />
  );
}

async function foreseen(ctx: Context, draft: ReportDraft, id: string | undefined) {
  try {
    const { zone, times } = await foreseeTurns(ctx, { ...(id === undefined ? {} : { id }), ...scheduleInput(draft) });
    return <NextTimes of={nextTimes(times, ctx.clock.now(), zone)} zone={zone} />;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "invalid") throw error;
    return <NoTimes faults={scheduleFaults(error.more.faults ?? [], error.detail)} />;
  }
}
