/**
 * A CSV file that is written piece by piece, and only as fast as it is taken. When something fails on the way the file
 * breaks off, and the download with it.
 */
export function csvStream(pieces: AsyncGenerator<string>, name: string): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      const { done, value } = await pieces.next();
      if (done) stream.close();
      else stream.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
  return csvResponse(body, name);
}

/** A CSV file as an answer; `name` is made of letters and digits. */
export function csvResponse(text: string | ReadableStream, name: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}
