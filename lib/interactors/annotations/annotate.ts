import { z } from "zod";
import type { Context } from "@/lib/context";
import { type ListedAnnotation, MAX_ANNOTATIONS } from "@/lib/domain/annotation";
import { canAnnotate } from "@/lib/domain/can";
import { shortLine } from "@/lib/domain/one-line";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { actorName } from "@/lib/interactors/people/actor-name";
import { permit } from "@/lib/interactors/permit";
import { NO_SUCH_TEAM } from "@/lib/interactors/team/get-team";
import {
  countAnnotations,
  findSaidSince,
  insertAnnotation,
  type KeptAnnotation,
  lockAnnotation,
} from "@/lib/store/records/annotations";
import { lockTeam } from "@/lib/store/records/teams";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { annotationMoment, annotationText, fault, momentOf, momentZone, occasion } from "./annotation-fields";
import { concernedByName, concernedStat, tellAnnotated } from "./concerned-stat";

const MINUTE_MS = 60_000;
const MOST_A_MINUTE = 300;
const WORDS_IN_LOG = 100;

export const annotateInput = z.strictObject({
  text: annotationText,
  at: annotationMoment
    .default("now")
    .describe("RFC 3339, unix seconds, or a time back such as `-1h`; now when absent."),
  until: annotationMoment.optional().describe("Like `at`, and later, for a stretch of time; absent for a moment."),
  statId: z.string().optional().describe("The only stat it concerns; all of the team's when absent."),
  stat: z.string().optional().describe("Instead of `stat_id`, a name that feeds the stat."),
  tz: momentZone,
});

/**
 * Writes down that something happened, to be seen in the charts of one stat or of all. About a stat that another team
 * shares it is written for the actor's own team alone. What the same actor says again within a minute, in the same words,
 * of the same moment and stat, is the same annotation: `isNew` is then false. Throws `not_found` for the stat,
 * `unprocessable` when the team has 10,000, and `limited` for more than 300 a minute.
 */
export async function annotate(
  ctx: Context,
  input: z.input<typeof annotateInput>,
): Promise<{ annotation: ListedAnnotation; isNew: boolean }> {
  const actor = permit(ctx.actor, canAnnotate);
  const asked = parseInput(annotateInput, input);
  if (asked.stat !== undefined && asked.statId !== undefined) {
    throw invalid([fault("stat", "cannot be given along with the stat's id")]);
  }
  const { teamId } = actor;
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const team = await lockTeam(tx, teamId);
    if (team === null) throw new Refusal("not_found", NO_SUCH_TEAM);
    const zone = asked.tz ?? team.zone;
    const until = asked.until === undefined ? undefined : momentOf(asked.until, now, zone);
    const when = occasion(momentOf(asked.at, now, zone), until);
    const { stat: name, statId } = asked;
    const stat =
      name !== undefined
        ? await concernedByName(tx, actor, name)
        : statId !== undefined
          ? await concernedStat(tx, actor, statId)
          : null;
    const said = { teamId, seriesId: stat?.seriesId ?? null, text: asked.text, author: await actorName(tx, actor) };
    const fresh = { ...said, ...when, createdAt: now };
    const before = await findSame(tx, fresh, { at: isMoving(asked.at), until: isMoving(asked.until ?? "") });
    if (before !== null) return { annotation: await written(tx, teamId, before), isNew: false };
    await refuseTooMany(tx, teamId, now);
    const id = await insertAnnotation(tx, fresh);
    await audit(tx, ctx, {
      action: "annotation.made",
      subject: { kind: "annotation", id, name: shortLine(asked.text, WORDS_IN_LOG) },
      detail: { at: when.at.toISOString(), until: when.until?.toISOString() ?? null, stat: stat?.id ?? null },
      teamId,
    });
    await tellAnnotated(tx, teamId, stat?.id ?? null);
    return { annotation: await written(tx, teamId, id), isNew: true };
  });
}

/** The id of what was said before in the same words within a minute; of moments that move on with the clock, about then. */
async function findSame(
  tx: Transaction,
  { createdAt, at, until, ...said }: KeptAnnotation,
  moves: { at: boolean; until: boolean },
): Promise<string | null> {
  const since = new Date(createdAt.getTime() - MINUTE_MS);
  const found = (await findSaidSince(tx, said, since)).find(
    (each) => isSame(each.at, at, moves.at) && isSame(each.until, until, moves.until),
  );
  return found?.id ?? null;
}

function isSame(one: Date | null, other: Date | null, moves: boolean): boolean {
  if (one === null || other === null) return one === other;
  const apart = Math.abs(one.getTime() - other.getTime());
  return moves ? apart < MINUTE_MS : apart === 0;
}

function isMoving(moment: string): boolean {
  return /^(now|[-+].*)$/.test(moment.trim());
}

/** Throws `unprocessable` and `limited` when the team may not have another annotation now. */
export async function refuseTooMany(tx: Transaction, teamId: string, now: Date): Promise<void> {
  if ((await countAnnotations(tx, teamId)) >= MAX_ANNOTATIONS) {
    throw new Refusal("unprocessable", `the team has ${MAX_ANNOTATIONS} annotations, which is the most; delete some`);
  }
  if ((await countAnnotations(tx, teamId, new Date(now.getTime() - MINUTE_MS))) >= MOST_A_MINUTE) {
    throw new Refusal("limited", `a team may write ${MOST_A_MINUTE} annotations a minute`, { retryAfterSeconds: 60 });
  }
}

async function written(tx: Transaction, teamId: string, id: string): Promise<ListedAnnotation> {
  return (await lockAnnotation(tx, teamId, id)) as ListedAnnotation;
}
