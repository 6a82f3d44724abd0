import { Temporal } from "temporal-polyfill";

/** A stretch of time during which a zone's clocks keep one offset. Unix seconds; `offset` is local minus UTC. */
export interface OffsetSpan {
  from: number;
  to: number;
  offset: number;
}

/** Years 1 to 9999, which every date field and PostgreSQL can hold. */
export const EARLIEST_MOMENT = -62_135_596_800;
export const LATEST_MOMENT = 253_402_300_799;

const BLOCK_SECONDS = 8 * 31_556_952;
const MOST_CACHED_BLOCKS = 4_000;
const blocks = new Map<string, OffsetSpan[]>();
const zones = new Map<string, boolean>();

/** Whether the text names a zone of the IANA database. Bare offsets (`+02:00`) do not: PostgreSQL reads their sign the other way. */
export function isZone(text: string): boolean {
  const known = zones.get(text);
  if (known !== undefined) return known;
  const valid = /^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(text) && isKnownToIntl(text);
  if (zones.size > MOST_CACHED_BLOCKS) zones.clear();
  zones.set(text, valid);
  return valid;
}

function isKnownToIntl(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * The spans that together cover [from, to], ascending and without a gap. The first reaches back and the last
 * reaches on without end, so that a caller never falls off. Throws a RangeError for an unknown zone.
 */
export function offsetSpans(from: number, to: number, zone: string): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  for (let block = Math.floor(from / BLOCK_SECONDS); block <= Math.floor(to / BLOCK_SECONDS); block++) {
    for (const span of blockSpans(block, zone)) {
      const last = spans.at(-1);
      if (last !== undefined && last.offset === span.offset) last.to = span.to;
      else spans.push({ ...span });
    }
  }
  (spans[0] as OffsetSpan).from = Number.NEGATIVE_INFINITY;
  (spans.at(-1) as OffsetSpan).to = Number.POSITIVE_INFINITY;
  return spans;
}

export function offsetAt(moment: number, zone: string): number {
  return spanAt(moment, blockSpans(Math.floor(moment / BLOCK_SECONDS), zone)).offset;
}

export function spanAt(moment: number, spans: OffsetSpan[]): OffsetSpan {
  return spans.find((span) => moment < span.to) ?? (spans.at(-1) as OffsetSpan);
}

export function zonedDateTime(moment: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment * 1_000).toZonedDateTimeISO(zone);
}

function blockSpans(block: number, zone: string): OffsetSpan[] {
  const key = `${zone} ${block}`;
  const known = blocks.get(key);
  if (known !== undefined) return known;
  const spans = findSpans(block * BLOCK_SECONDS, (block + 1) * BLOCK_SECONDS, zone);
  if (blocks.size > MOST_CACHED_BLOCKS) blocks.clear();
  blocks.set(key, spans);
  return spans;
}

function findSpans(from: number, to: number, zone: string): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let start = zonedDateTime(from, zone);
  let at = from;
  for (;;) {
    const next = start.getTimeZoneTransition("next");
    const until = next === null ? to : Math.min(to, Math.floor(next.epochMilliseconds / 1_000));
    spans.push({ from: at, to: until, offset: start.offsetNanoseconds / 1e9 });
    if (next === null || until === to) return spans;
    start = next;
    at = until;
  }
}
