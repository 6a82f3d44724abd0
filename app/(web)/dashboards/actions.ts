"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { answer } from "@/app/action";
import { NUDGES, nudged } from "@/lib/domain/arrangement";
import type { ChartKind } from "@/lib/domain/chart-spec";
import { addCard } from "@/lib/interactors/dashboards/add-card";
import { arrangeCards } from "@/lib/interactors/dashboards/arrange-cards";
import { changeCard } from "@/lib/interactors/dashboards/change-card";
import { createDashboard } from "@/lib/interactors/dashboards/create-dashboard";
import { deleteDashboard } from "@/lib/interactors/dashboards/delete-dashboard";
import { getDashboard } from "@/lib/interactors/dashboards/get-dashboard";
import { removeCard } from "@/lib/interactors/dashboards/remove-card";
import { renameDashboard } from "@/lib/interactors/dashboards/rename-dashboard";
import { startDashboard } from "@/lib/interactors/dashboards/start-dashboard";
import { cardOfForm } from "@/lib/presenters/view/card-form";
import type { FormState } from "@/lib/presenters/view/form-state";
import { queryOfSpec, specOfQuery } from "@/lib/presenters/view/range";
import { sentJson } from "./sent-json";

export async function createDashboardAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { name = "" }) => {
    const { id } = await createDashboard(ctx, { name });
    redirect(`/dashboards/${id}`);
  });
}

export async function renameDashboardAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", name = "" }) => {
    const dashboard = await renameDashboard(ctx, { id, name });
    refresh();
    return { message: `It is called ${dashboard.name} now.` };
  });
}

export async function deleteDashboardAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", name = "" }) => {
    await deleteDashboard(ctx, { id, name });
    redirect("/dashboards?deleted=1");
  });
}

export async function addCardAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", ...input }) => {
    const { card } = await addCard(ctx, { ...cardOfForm(input), id });
    redirect(`/dashboards/${id}?edit=1#${card.chart.id}`);
  });
}

export async function changeCardAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", ...input }) => {
    const { dashboard } = await changeCard(ctx, { ...cardOfForm(input), id });
    redirect(`/dashboards/${dashboard.id}?edit=1#${id}`);
  });
}

export async function removeCardAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "" }) => {
    const { dashboard, card, position } = await removeCard(ctx, { id });
    const { title, stats, spec } = card.chart;
    const { width, height } = card;
    const removed = JSON.stringify({ title, stats, query: queryOfSpec(spec), width, height, position });
    const undo = stats.length === 0 ? "" : removed;
    redirect(`/dashboards/${dashboard.id}?${new URLSearchParams({ edit: "1", removed: undo })}`);
  });
}

/** A card that was removed, as the address keeps it. */
interface Removed {
  query: string;
  title: string;
  stats: { id: string }[];
}

export async function restoreCardAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", removed = "" }) => {
    const { query, ...card } = sentJson<Removed>(removed);
    const spec = specOfQuery(new URLSearchParams(String(query)));
    await addCard(ctx, { ...card, spec, id });
    redirect(`/dashboards/${id}?edit=1`);
  });
}

export async function arrangeAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", version = "", cards = "" }) => {
    const arranged = await arrangeCards(ctx, { id, version: Number(version), cards: sentJson(cards) });
    refresh();
    return { values: { version: String(arranged.version) } };
  });
}

/** One step of one card, for those without JavaScript and those who rather press buttons. */
export async function nudgeCardAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { id = "", version = "", card = "", nudge }) => {
    const { cards } = await getDashboard(ctx, { id });
    const placed = cards.map(({ chart, width, height }) => ({ id: chart.id, width, height }));
    const step = NUDGES.find((each) => each === nudge);
    const next = step === undefined ? placed : nudged(placed, card, step);
    await arrangeCards(ctx, { id, version: Number(version), cards: next });
    refresh();
    return {};
  });
}

/** What a page of stats shows becomes a card: on a dashboard, or on a new one. */
export async function addToDashboardAction(_: FormState, form: FormData): Promise<FormState> {
  return answer(form, async (ctx, { dashboard = "", name = "", kind = "", stats = "", spec = "" }) => {
    const drawn = { ...specOfQuery(new URLSearchParams(spec)), kind: kind as ChartKind };
    const card = { stats: sentJson<{ id: string }[]>(stats), spec: drawn };
    const added =
      dashboard === "" ? await startDashboard(ctx, { name, ...card }) : await addCard(ctx, { id: dashboard, ...card });
    const { id } = added.dashboard;
    refresh();
    return { message: `It is on ${added.dashboard.name} now.`, values: { added: id, dashboard: id } };
  });
}
