import { randomUUID } from "node:crypto";
import type { AlertVerdict } from "@/lib/domain/alert";
import { type DueFindings, LONGEST_PAUSE, nextDue } from "@/lib/domain/alert-due";
import type { PlayedStep } from "@/lib/domain/alert-replay";
import type { AlertStanding } from "@/lib/domain/alert-state";
import { storyKind } from "@/lib/domain/alert-story";
import { reasonWords } from "@/lib/domain/alert-words";
import type { DeliveryPayload } from "@/lib/domain/channel";
import { alertPayload, isWorse, type Told } from "@/lib/domain/incident";
import type { JudgedStanding, RestingStanding } from "@/lib/store/records/due-standings";
import type { LockedOverlay, MovedStanding, NewIncident, NewStoryEvent } from "@/lib/store/records/moved-standings";
import { type StoredRule, spokenRule } from "./stored-rule";

/** A standing that was judged, and what that came to. */
export interface Judged {
  was: JudgedStanding;
  /** Null when its row could not even be understood. */
  rule: StoredRule | null;
  /** Why it could not be judged; null when it could. */
  trouble: string | null;
  /** The moment of the last reading, unix seconds. */
  at: number;
  standing: AlertStanding;
  steps: PlayedStep[];
  /** The last one; null without. */
  verdict: AlertVerdict | null;
  findings: DueFindings;
}

/** What people put over a standing, and when they were told. */
type Overlay = Pick<LockedOverlay, "acknowledgedAt" | "mutedUntil" | "toldAt">;

/** What is known beside the standing itself when it is written. */
export interface Circumstances {
  /** How often it rang in the last hour. */
  rings: number;
  now: Date;
  ringsInMonth: DeliveryPayload["ringsInMonth"];
}

/** Everything to be written of a standing that moved, or of which something is to be told. */
export interface Conclusion {
  moved: MovedStanding;
  opened: NewIncident[];
  ended: { id: string; endedAt: Date }[];
  events: NewStoryEvent[];
  /** One at the most: of several things that were missed the last is told. */
  payload: DeliveryPayload | null;
}

/** So often in an hour people are told that one stat of an alert rings. What rings more often is only written down. */
const MOST_TOLD_PER_HOUR = 6;
/** It is told after all when it has been firing for so long, seconds: that is no flapping. */
const SETTLED_SECONDS = 600;

/**
 * Whether people are to be told of a standing although it did not move: that it rings, when a mute or too much flapping
 * kept it back, and that it still does.
 */
export function isOwed({ rule, standing, at }: Judged, overlay: Overlay): boolean {
  return rule !== null && owedOf(rule, standing, at, overlay) !== null;
}

function owedOf(
  { renotifySeconds }: StoredRule,
  { state, since }: AlertStanding,
  at: number,
  { acknowledgedAt, mutedUntil, toldAt }: Overlay,
): "alert.triggered" | "alert.reminder" | null {
  if (state !== "firing" || acknowledgedAt !== null || isMuted(mutedUntil, at)) return null;
  if (toldAt === null) return mutedUntil !== null || at - since >= SETTLED_SECONDS ? "alert.triggered" : null;
  if (mutedUntil !== null) return "alert.reminder";
  return renotifySeconds !== null && at >= secondsOf(toldAt) + renotifySeconds ? "alert.reminder" : null;
}

/** What is written of a standing that stays where it is and of which nothing is to be told. */
export function restOf(judged: Judged): RestingStanding {
  const { was, rule, verdict } = judged;
  const { alertId, statId, transitions, worst } = was;
  const value = finite(verdict?.value);
  const threshold = finite(verdict?.threshold);
  const isWorst =
    rule !== null &&
    was.incidentId !== null &&
    value !== null &&
    verdict?.is === "breach" &&
    isWorse(rule.condition, value, threshold, worst);
  return { alertId, statId, transitions, value, threshold, dueAt: dueOf(judged, was), worst: isWorst ? value : null };
}

/** What is written of one that moved, or of which something is to be told; null when neither is so any more. */
export function conclude(judged: Judged, overlay: LockedOverlay, around: Circumstances): Conclusion | null {
  const { was, standing, steps, verdict } = judged;
  const { now } = around;
  const story = tellStory(judged, overlay, now);
  const { incident, opened, ended, events } = story;
  const heard = story.told === null ? owed(judged, overlay, story) : hear(story.told, judged, overlay, story, around);
  if (steps.length === 0 && heard.told === null) return null;
  if (heard.told !== null && story.told === null) events.push(reminderOf(judged, heard.told, now));
  const acknowledgedAt = story.acknowledged ? overlay.acknowledgedAt : null;
  const over = { acknowledgedAt, mutedUntil: heard.mutedUntil, toldAt: heard.toldAt };
  const moved = {
    alertId: was.alertId,
    statId: was.statId,
    transitions: was.transitions + steps.length,
    standing,
    ...{ value: finite(verdict?.value), threshold: finite(verdict?.threshold) },
    ...{
      dueAt: dueOf(judged, over),
      acknowledged: story.acknowledged,
      mutedUntil: over.mutedUntil,
      toldAt: over.toldAt,
    },
    incidentId: incident?.id ?? null,
  };
  return { moved, opened, ended, events, payload: payloadOf(judged, heard.told, around) };
}

interface Story {
  /** The one that is open at the end. */
  incident: { id: string; beganAt: Date } | null;
  opened: NewIncident[];
  ended: { id: string; endedAt: Date }[];
  events: NewStoryEvent[];
  acknowledged: boolean;
  /** What the last of the steps would tell that tell anything. */
  told: Told | null;
}

/** Goes through the steps: each is a row; one that rings opens an incident, one that resolves closes it. */
function tellStory(judged: Judged, overlay: LockedOverlay, now: Date): Story {
  const { was, steps } = judged;
  const open = overlay.incidentId === null ? null : { id: overlay.incidentId, beganAt: overlay.beganAt ?? now };
  const acknowledged = overlay.acknowledgedAt !== null;
  const story: Story = { incident: open, opened: [], ended: [], events: [], acknowledged, told: null };
  steps.forEach((step, index) => {
    if (step.event === "triggered" && story.incident === null) openIncident(story, judged, step);
    const event = eventOf(judged, step, { transition: was.transitions + index + 1, story, now });
    story.events.push(event);
    if (step.event !== null) story.told = toldOf(step, event, story.incident);
    if (step.event === "resolved") closeIncident(story, event.at);
  });
  return story;
}

function openIncident(story: Story, { was, rule }: Judged, { at, standing, verdict }: PlayedStep): void {
  if (rule === null) return;
  const incident = { id: randomUUID(), beganAt: dateOf(standing.firingSince ?? at) };
  story.incident = incident;
  story.opened.push({
    ...incident,
    teamId: was.alert.teamId,
    alertId: was.alertId,
    statId: was.statId,
    rule: spokenRule(was, rule),
    endedAt: null,
    worst: finite(verdict?.value),
  });
}

function closeIncident(story: Story, endedAt: Date): void {
  const id = story.incident?.id;
  const fresh = story.opened.find((each) => each.id === id);
  if (fresh !== undefined) fresh.endedAt = endedAt;
  else if (id !== undefined) story.ended.push({ id, endedAt });
  story.incident = null;
  story.acknowledged = false;
}

function eventOf(
  judged: Judged,
  { at, from, standing, event, verdict }: PlayedStep,
  { transition, story, now }: { transition: number; story: Story; now: Date },
): NewStoryEvent {
  return {
    incidentId: story.incident?.id ?? null,
    alertId: judged.was.alertId,
    statId: judged.was.statId,
    ...{ transition, kind: storyKind(from, standing.state, event), from, to: standing.state },
    ...{ at: dateOf(at), recordedAt: now, reason: reasonOf(judged, verdict) },
    ...{ value: finite(verdict?.value), threshold: finite(verdict?.threshold), actor: "" },
  };
}

function toldOf(
  { event, standing }: PlayedStep,
  { at, reason, value, threshold }: NewStoryEvent,
  incident: Story["incident"],
): Told {
  return {
    type: `alert.${event ?? "triggered"}`,
    ...{ at, incidentId: incident?.id ?? null, state: standing.state, value, threshold, reason },
    beganAt: incident?.beganAt ?? (event === "no_data" ? at : null),
    endedAt: event === "resolved" ? at : null,
  };
}

/** What is told in the end, and what that leaves of when it was. */
interface Heard extends Pick<Overlay, "mutedUntil" | "toldAt"> {
  told: Told | null;
}

/**
 * Whether what happened is told: not while it is muted or acknowledged; and an end only to those who heard of a begin.
 */
function hear(told: Told, { at, steps }: Judged, overlay: Overlay, story: Story, { rings, now }: Circumstances): Heard {
  const { mutedUntil } = overlay;
  const muted = isMuted(mutedUntil, at);
  if (told.type === "alert.resolved") {
    // What began and ended while nobody was judging is told once, by its end.
    const known = overlay.toldAt !== null || steps.some(({ event }) => event !== null && event !== "resolved");
    return { told: known && !muted ? told : null, toldAt: null, mutedUntil: muted ? mutedUntil : null };
  }
  const flaps = told.type === "alert.triggered" && rings >= MOST_TOLD_PER_HOUR;
  const quiet = muted || story.acknowledged || flaps;
  return { told: quiet ? null : told, toldAt: quiet ? null : now, mutedUntil: muted ? mutedUntil : null };
}

function owed(judged: Judged, overlay: LockedOverlay, { incident }: Story): Heard {
  const { rule, standing, at, verdict } = judged;
  const type = rule === null ? null : owedOf(rule, standing, at, overlay);
  if (type === null) return { told: null, toldAt: overlay.toldAt, mutedUntil: overlay.mutedUntil };
  const told: Told = {
    ...{ type, at: dateOf(at), incidentId: incident?.id ?? null, state: standing.state },
    ...{ value: finite(verdict?.value), threshold: finite(verdict?.threshold), reason: reasonOf(judged, verdict) },
    ...{ beganAt: incident?.beganAt ?? null, endedAt: null },
  };
  return { told, toldAt: dateOf(at), mutedUntil: null };
}

function reminderOf({ was }: Judged, { incidentId, at, reason, value, threshold }: Told, now: Date): NewStoryEvent {
  const { alertId, statId } = was;
  const nothing = { transition: null, from: null, to: null, actor: "" };
  return { ...nothing, incidentId, alertId, statId, kind: "reminded", at, recordedAt: now, reason, value, threshold };
}

function payloadOf({ was, rule }: Judged, told: Told | null, { ringsInMonth }: Circumstances): DeliveryPayload | null {
  return told === null || rule === null
    ? null
    : alertPayload(spokenRule(was, rule), was.stat, { ...told, ringsInMonth });
}

function reasonOf({ was, rule, trouble }: Judged, verdict: AlertVerdict | null): string {
  if (rule !== null && verdict !== null) return reasonWords(verdict, rule, was.stat.unit);
  return `It cannot be judged: ${trouble ?? "nothing could be read"}.`;
}

function dueOf({ rule, standing, at, findings }: Judged, { acknowledgedAt, mutedUntil, toldAt }: Overlay): Date {
  const overlay = {
    toldAt: toldAt === null ? null : secondsOf(toldAt),
    acknowledged: acknowledgedAt !== null,
    mutedUntil: mutedUntil === null ? null : secondsOf(mutedUntil),
  };
  return dateOf(rule === null ? at + LONGEST_PAUSE : nextDue(rule, standing, { at, findings, overlay }));
}

function isMuted(mutedUntil: Date | null, at: number): boolean {
  return mutedUntil !== null && secondsOf(mutedUntil) > at;
}

/** A change from zero is beyond any percentage: no number. */
function finite(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null;
}

function dateOf(seconds: number): Date {
  return new Date(seconds * 1_000);
}

function secondsOf(date: Date): number {
  return date.getTime() / 1_000;
}
