export interface EventStream {
  send(event: string, data: unknown): void;
  close(): void;
}

export interface EventStreamOptions {
  /** The request's: the stream ends with it. */
  signal: AbortSignal;
  heartbeatMs: number;
  /** Asked at each heartbeat whether the reader may still read; the stream ends when not. */
  isAllowed(): Promise<boolean>;
  /** Begins to send; returns how to stop. */
  start(stream: EventStream): () => void;
}

/** A reader that does not read is cut off after this many unread events, and comes back when it can. */
const MOST_UNREAD = 256;

/** Server-sent events: the reader comes back after a second when the stream ends. */
export function eventStreamResponse(options: EventStreamOptions): Response {
  let close = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      close = run(controller, options);
    },
    cancel() {
      close();
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // no-transform: a compressing server would hold events back to fill its buffer.
      "Cache-Control": "private, no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

function run(controller: ReadableStreamDefaultController<Uint8Array>, options: EventStreamOptions): () => void {
  const encoder = new TextEncoder();
  let open = true;
  let stop = () => {};
  const write = (text: string) => {
    if (!open) return;
    controller.enqueue(encoder.encode(text));
    if ((controller.desiredSize ?? 0) < -MOST_UNREAD) close();
  };
  const heartbeat = setInterval(() => {
    options.isAllowed().then(
      (allowed) => (allowed ? write(": alive\n\n") : close()),
      () => close(),
    );
  }, options.heartbeatMs);
  const close = () => {
    if (!open) return;
    open = false;
    clearInterval(heartbeat);
    options.signal.removeEventListener("abort", close);
    stop();
    try {
      controller.close();
    } catch {
      // The reader left first.
    }
  };
  options.signal.addEventListener("abort", close);
  write("retry: 1000\n\n");
  const stopSending = options.start({
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    close,
  });
  stop = stopSending;
  if (!open || options.signal.aborted) {
    stopSending();
    close();
  }
  return close;
}
