import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { offeredStats } from "@/app/(web)/dashboards/[id]/offered-stats";
import { addCardAction } from "@/app/(web)/dashboards/actions";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import { CardForm } from "@/components/dashboards/card-form";
import { canKeepCharts } from "@/lib/domain/can";
import { PLAIN_CHART } from "@/lib/domain/chart-spec";
import { getDashboard } from "@/lib/interactors/dashboards/get-dashboard";
import { cardForm } from "@/lib/presenters/view/card-form";

export const metadata: Metadata = { title: "Add a card" };

interface NewCardPageProps {
  params: Promise<{ id: string }>;
}

export default async function NewCardPage({ params }: NewCardPageProps) {
  const { id } = await params;
  const ctx = await signedIn(`/dashboards/${id}/cards/new`);
  const [{ dashboard }, offered] = await Promise.all([orNotFound(getDashboard(ctx, { id })), offeredStats(ctx)]);
  if (ctx.actor.kind !== "user" || !canKeepCharts(ctx.actor)) redirect(`/dashboards/${id}`);
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Add a card</h1>
      <p className="mt-1 mb-6 text-muted">To {dashboard.name}.</p>
      <CardForm
        of={cardForm({ title: "", spec: PLAIN_CHART, chosen: [], offered, size: null })}
        id={id}
        back={`/dashboards/${id}`}
        button="Add the card"
        save={addCardAction}
      />
    </>
  );
}
