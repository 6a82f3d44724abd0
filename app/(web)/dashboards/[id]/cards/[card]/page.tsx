import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { offeredStats } from "@/app/(web)/dashboards/[id]/offered-stats";
import { changeCardAction } from "@/app/(web)/dashboards/actions";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import { CardForm } from "@/components/dashboards/card-form";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { canKeepCharts } from "@/lib/domain/can";
import { getCard } from "@/lib/interactors/dashboards/get-card";
import { cardForm } from "@/lib/presenters/view/card-form";
import { chartEmbedHref } from "@/lib/presenters/view/embed-builder";

export const metadata: Metadata = { title: "Change a card" };

interface CardPageProps {
  params: Promise<{ id: string; card: string }>;
}

export default async function CardPage({ params }: CardPageProps) {
  const { id, card: cardId } = await params;
  const ctx = await signedIn(`/dashboards/${id}/cards/${cardId}`);
  const [{ dashboard, card, stats }, offered] = await Promise.all([
    orNotFound(getCard(ctx, { id, cardId })),
    offeredStats(ctx),
  ]);
  if (ctx.actor.kind !== "user" || !canKeepCharts(ctx.actor)) redirect(`/dashboards/${id}`);
  const { title, spec } = card.chart;
  const chosen = card.chart.stats.flatMap(({ id: statId, axis }) => {
    const stat = stats.find((each) => each.id === statId);
    return stat === undefined ? [] : [{ id: statId, name: stat.name, sharedBy: stat.sharedBy, axis }];
  });
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Change a card</h1>
      <p className="mt-1 mb-6 text-muted">On {dashboard.name}.</p>
      <CardForm
        of={cardForm({ title, spec, chosen, offered, size: card })}
        id={cardId}
        back={`/dashboards/${id}?edit=1`}
        button="Save the card"
        save={changeCardAction}
      />
      {chosen.length > 0 && (
        <p className="mt-8 border-t border-hairline pt-5">
          <Link href={chartEmbedHref({ title, spec, stats: chosen })} className={buttonLook("plain")}>
            Embed this chart…
          </Link>
        </p>
      )}
    </>
  );
}
