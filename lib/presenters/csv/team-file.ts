import { type Cell, csvLines } from "./csv";

interface Page {
  stat: { id: string; name: string; kind: string; unit: string };
  rows: { t: number; seconds: number; n: number; sum: number; min: number; max: number; last: number }[];
}

const HEADER = ["stat", "id", "kind", "unit", "t", "seconds", "n", "sum", "min", "max", "last"];

/**
 * All numbers of a team as one CSV file, read only as fast as it is taken. `t` (unix seconds) and `seconds` say which
 * stretch of time a line is about. When something fails on the way the file breaks off, and the download with it.
 */
export function teamFile(pages: AsyncGenerator<Page>): Response {
  return new Response(bytes(pages), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": 'attachment; filename="statnest-numbers.csv"',
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

function bytes(pages: AsyncGenerator<Page>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (stream) => stream.enqueue(encoder.encode(csvLines([HEADER]))),
    async pull(stream) {
      const { done, value } = await pages.next();
      if (done) stream.close();
      else stream.enqueue(encoder.encode(csvLines(lines(value))));
    },
    cancel: async () => void (await pages.return(undefined)),
  });
}

function lines({ stat, rows }: Page): Cell[][] {
  const { name, id, kind, unit } = stat;
  return rows.map(({ t, seconds, n, sum, min, max, last }) => [
    name,
    id,
    kind,
    unit,
    t,
    seconds,
    n,
    sum,
    min,
    max,
    last,
  ]);
}
