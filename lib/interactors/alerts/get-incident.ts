import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { Delivery } from "@/lib/domain/channel";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findDeliveries } from "@/lib/store/records/deliveries";
import { findIncidents, findStory, type ListedIncident, type StoryEvent } from "@/lib/store/records/listed-incidents";

const MOST_DELIVERIES = 500;
const schema = z.strictObject({ id: z.string().max(64) });

/** An incident with its story. */
export interface Incident extends ListedIncident {
  /** The earliest first. */
  events: StoryEvent[];
  /** Who was told of it, and when; the latest first. */
  deliveries: Delivery[];
}

/** Throws `not_found`. */
export async function getIncident(ctx: Context, input: z.input<typeof schema>): Promise<Incident> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { id } = parseInput(schema, input);
  const db = ctx.store.prisma;
  const isId = z.uuid().safeParse(id).success;
  const [incident] = isId ? await findIncidents(db, { teamId, id }, { limit: 1, after: null }) : [];
  if (incident === undefined) throw new Refusal("not_found", "there is no such incident");
  const [events, deliveries] = await Promise.all([
    findStory(db, id),
    findDeliveries(db, teamId, { incidentId: id }, { limit: MOST_DELIVERIES, after: null }),
  ]);
  return { ...incident, events, deliveries };
}
