import type { Answer, IngestRequest } from "./answer";
import type { Dialect } from "./dialect";
import { points } from "./points";
import { classicCounter, classicValue, ez } from "./stathat";

const DIALECTS: Record<string, Dialect> = {
  "/c": classicCounter,
  "/v": classicValue,
  "/ez": ez,
  "/api/v1/points": points,
};

/** Undefined for a path that ingest does not answer. */
export function dialectOf(path: string): Dialect | undefined {
  return Object.hasOwn(DIALECTS, path) ? DIALECTS[path] : DIALECTS[path.replace(/\/$/, "")];
}

/** Whether ingest answers this path (with or without a slash at its end). */
export function isIngestPath(path: string): boolean {
  return dialectOf(path) !== undefined;
}

/** The answer to a body that a door has stopped reading, because it is longer than MAX_BODY_BYTES. */
export function answerTooLarge(request: Omit<IngestRequest, "body">): Answer {
  return (dialectOf(request.path) ?? points).tooLarge({ ...request, body: new Uint8Array() });
}

/** The answer of a door that cannot hang up, to say that nobody knows whether the points were stored. */
export function answerUnknown(path: string): Answer {
  return (dialectOf(path) ?? points).unknown();
}
