import type { ListedAnnotation } from "@/lib/domain/annotation";
import { offsetAt } from "@/lib/domain/zone";

/** An annotation as a page lists it. */
export interface AnnotationRow {
  id: string;
  text: string;
  /** "4 May 2026, 14:00", or from when to when. */
  when: string;
  /** RFC 3339. */
  iso: string;
  /** The only stat it concerns; null is all. */
  stat: { name: string; href: string } | null;
  author: string;
  /** Whether the team wrote it, and so may change it. */
  own: boolean;
  /** Its moments as the fields of a form hold them, by the zone's clocks; `until` is empty for a moment. */
  typed: { at: string; until: string };
}

export function annotationRow(annotation: ListedAnnotation, zone: string): AnnotationRow {
  const { id, text, at, until, statId, statName, author, own } = annotation;
  return {
    ...{ id, text, author, own },
    when: whenWords(at, until, zone),
    iso: at.toISOString(),
    stat: statId === null ? null : { name: statName ?? statId, href: `/stats/${statId}` },
    typed: { at: typedMoment(at, zone), until: until === null ? "" : typedMoment(until, zone) },
  };
}

/** When it was, by the zone's calendar and clock: "4 May 2026, 14:00–15:30". */
function whenWords(at: Date, until: Date | null, zone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: zone });
  return until === null ? format.format(at) : format.formatRange(at, until);
}

/** A moment as a field for date and time holds it; seconds only where there are some. */
function typedMoment(at: Date, zone: string): string {
  const seconds = at.getTime() / 1_000;
  const wall = new Date((seconds + offsetAt(seconds, zone)) * 1_000).toISOString();
  return wall.slice(0, wall.slice(17, 19) === "00" ? 16 : 19);
}
