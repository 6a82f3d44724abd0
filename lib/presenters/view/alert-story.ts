import type { Delivery, DeliveryPayload, DeliveryState, DeliveryType } from "@/lib/domain/channel";
import type { StateName } from "./alert-state";
import { lengthWords } from "./length-words";
import { minuteOf } from "./moment";

/** Something that happened to an alert, or that somebody did about it: see `getIncident`. */
interface KnownEvent {
  id: string;
  kind: string;
  stat: { name: string };
  to: StateName | null;
  at: Date;
  recordedAt: Date;
  reason: string;
  /** Empty where it came by itself. */
  actor: string;
}

/** How somebody was told. */
type KnownDelivery = Pick<
  Delivery,
  "id" | "channelName" | "type" | "state" | "createdAt" | "nextAt" | "sentAt" | "problem"
> & { payload: Pick<DeliveryPayload, "timestamp"> };

/** A line of a story. */
export interface StoryLine {
  key: string;
  iso: string;
  /** "4 May 2026, 14:00:07". */
  when: string;
  /** "It rang", "Acknowledged by Ann", "ops mail was told that it rang". */
  what: string;
  detail: string;
  /** The state from here on; null where it stayed. */
  state: StateName | null;
}

const HAPPENED: Record<string, string> = {
  pending: "The rule is broken; it waits to see whether that lasts",
  calmed: "All is well again, before it rang",
  triggered: "It rang",
  recovering: "Back in bounds; it waits to see whether that lasts",
  relapsed: "Broken again, before it was over",
  resolved: "Over",
  no_data: "No data",
  failed: "It could not be judged",
  restored: "It can be judged again",
  acknowledged: "Acknowledged",
  muted: "Muted",
  unmuted: "No longer muted",
  reminded: "It still rings",
  closed: "Closed",
};

/** A line of what happened; with `named`, the stat is said, where the story is of several. */
export function storyLine(event: KnownEvent, zone: string, { named = false } = {}): StoryLine {
  const { id, kind, at, recordedAt, reason, actor, to, stat } = event;
  const what = HAPPENED[kind] ?? kind.replaceAll("_", " ");
  const by = actor === "" ? "" : ` by ${actor}`;
  return {
    key: id,
    iso: at.toISOString(),
    when: secondOf(at, zone),
    what: `${named ? `${stat.name}: ` : ""}${what}${by}`,
    detail: [reason, lateWords(at, recordedAt)].filter((text) => text !== "").join(" "),
    state: to,
  };
}

const TOLD: Record<DeliveryType, string> = {
  "alert.triggered": "that it rang",
  "alert.reminder": "that it still rings",
  "alert.acknowledged": "that it is acknowledged",
  "alert.resolved": "that it is over",
  "alert.no_data": "that no data comes",
  "alert.test": "by a test",
};

/** A delivery as part of the story: when it was told, or what keeps it. */
export function toldLine(delivery: KnownDelivery, zone: string): StoryLine {
  const { id, channelName, type, state, createdAt, nextAt, sentAt, problem, payload } = delivery;
  // What is judged at the end of a second may be told before that second has passed.
  const at = new Date(Math.max((sentAt ?? createdAt).getTime(), Date.parse(payload.timestamp)));
  const about = TOLD[type];
  const words: Record<DeliveryState, string> = {
    sent: `${channelName} was told ${about}`,
    held: `${channelName} is told ${about} when quiet hours end, ${minuteOf(nextAt, zone)}`,
    waiting: `${channelName} is being told ${about}`,
    dead: `${channelName} could not be told ${about}`,
  };
  return {
    key: id,
    iso: at.toISOString(),
    when: secondOf(at, zone),
    what: words[state],
    detail: state === "sent" ? "" : problem,
    state: null,
  };
}

/** In the order of what they are about; of one moment what happened comes before who was told. */
export function inOrder(lines: StoryLine[]): StoryLine[] {
  return lines.toSorted((a, b) => a.iso.localeCompare(b.iso));
}

const LATE_SECONDS = 120;

/** A breach that was found late says so: its time is when it happened. */
function lateWords(at: Date, recordedAt: Date): string {
  const late = (recordedAt.getTime() - at.getTime()) / 1_000;
  return late < LATE_SECONDS ? "" : `Found ${lengthWords(late)} later.`;
}

function secondOf(at: Date, zone: string): string {
  const seconds = new Intl.DateTimeFormat("en-GB", { second: "2-digit", timeZone: zone }).format(at).padStart(2, "0");
  return `${minuteOf(at, zone)}:${seconds}`;
}
