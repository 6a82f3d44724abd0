import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type EventStream, eventStreamResponse } from "./event-stream";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open(isAllowed: () => Promise<boolean> = async () => true) {
  const abort = new AbortController();
  const stop = vi.fn();
  let stream: EventStream | undefined;
  const response = eventStreamResponse({
    signal: abort.signal,
    heartbeatMs: 15_000,
    isAllowed,
    start: (started) => {
      stream = started;
      return stop;
    },
  });
  if (!stream || !response.body) throw new Error("the stream did not start");
  return { abort, stop, stream, response, reader: response.body.pipeThrough(new TextDecoderStream()).getReader() };
}

test("it says when to come back, sends events and beats while nothing happens", async () => {
  const { stream, reader, response } = open();
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  expect(response.headers.get("cache-control")).toContain("no-transform");
  stream.send("change", { stats: ["a\nb"] });
  await vi.advanceTimersByTimeAsync(15_000);
  expect((await reader.read()).value).toBe("retry: 1000\n\n");
  expect((await reader.read()).value).toBe('event: change\ndata: {"stats":["a\\nb"]}\n\n');
  expect((await reader.read()).value).toBe(": alive\n\n");
});

test("it ends with the request, and nothing is sent after", async () => {
  const { abort, stop, stream, reader } = open();
  abort.abort();
  stream.send("change", {});
  expect(stop).toHaveBeenCalledOnce();
  await reader.read();
  expect((await reader.read()).done).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test("it ends at the next heartbeat when its reader may read no more", async () => {
  const { stop, reader } = open(async () => false);
  await vi.advanceTimersByTimeAsync(15_000);
  await reader.read();
  expect((await reader.read()).done).toBe(true);
  expect(stop).toHaveBeenCalledOnce();
});

test("it ends when asking whether its reader may read fails", async () => {
  const { stop } = open(async () => {
    throw new Error("the database is away");
  });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(stop).toHaveBeenCalledOnce();
});

test("a reader that leaves, and one that does not read, are let go", async () => {
  const left = open();
  await left.reader.cancel();
  await vi.advanceTimersByTimeAsync(1);
  expect(left.stop).toHaveBeenCalledOnce();
  const asleep = open();
  for (let event = 0; event < 300; event++) asleep.stream.send("change", { stats: [] });
  expect(asleep.stop).toHaveBeenCalledOnce();
});
