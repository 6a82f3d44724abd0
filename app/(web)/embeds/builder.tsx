import { orNotFound } from "@/app/(web)/signed-in";
import { EmbedBuilder } from "@/components/embeds/embed-builder";
import { EmbedOptions } from "@/components/embeds/embed-options";
import { EmbedPreview } from "@/components/embeds/embed-preview";
import type { Context } from "@/lib/context";
import { PLAIN_CHART } from "@/lib/domain/chart-spec";
import { Refusal } from "@/lib/errors";
import { type ChartData, readChart } from "@/lib/interactors/charts/read-chart";
import { draftQuery, type EmbedDraft, lastDayOf } from "@/lib/presenters/view/embed-builder";
import { embedOptions } from "@/lib/presenters/view/embed-options";
import { previewPictures } from "@/lib/presenters/view/embed-preview";
import type { FormState } from "@/lib/presenters/view/form-state";

interface BuilderProps {
  ctx: Context;
  /** With one stat or more. */
  draft: EmbedDraft;
  teamZone: string;
  /** The path of the page, without a query. */
  base: string;
  save: (before: FormState, form: FormData) => Promise<FormState>;
  id?: string;
  button: string;
  pending: string;
  /** Why this person may not save, in a sentence; null when they may. */
  whyNot: string | null;
}

/** The options of an embed beside what they make of it. */
export async function Builder({ ctx, draft, teamZone, whyNot, save, ...rest }: BuilderProps) {
  const { data, fault } = await orNotFound(drawn(ctx, draft));
  const stats = data.series.map(({ stat }) => stat);
  const foreign = stats.find(({ sharedBy }) => sharedBy !== null);
  const refused =
    foreign === undefined ? whyNot : `${foreign.name} is ${foreign.sharedBy}’s: only they can publish it.`;
  const today = lastDayOf(ctx.clock.now(), teamZone);
  const name = data.title === "" ? stats.map((stat) => stat.name).join(", ") : data.title;
  return (
    <EmbedBuilder
      {...rest}
      query={draftQuery(draft)}
      save={refused === null ? save : null}
      options={<EmbedOptions of={embedOptions(draft, { stats, teamZone, today })} />}
      preview={
        <>
          {refused !== null && <Notice>{refused}</Notice>}
          {fault === null ? (
            <EmbedPreview pictures={previewPictures(data, draft.look)} name={name} />
          ) : (
            <Notice>{fault}</Notice>
          )}
        </>
      }
    />
  );
}

function Notice({ children }: { children: string }) {
  return <p className="rounded-small border-l-4 border-warn bg-wash px-3 py-2 wrap-anywhere">{children}</p>;
}

/** What the draft shows; where its options cannot be, what is wrong with them beside the stats as they usually are. */
async function drawn(ctx: Context, draft: EmbedDraft): Promise<{ data: ChartData; fault: string | null }> {
  const { title, stats, spec } = draft;
  try {
    return { data: await readChart(ctx, { title, stats, spec }), fault: null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not_found") throw error;
    return { data: await readChart(ctx, { title, stats, spec: PLAIN_CHART }), fault: sentence(error.detail) };
  }
}

function sentence(detail: string): string {
  return `This cannot be drawn. ${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`;
}
