import { z } from "zod";
import type { ListedAnnotation } from "@/lib/domain/annotation";

const time = z.iso.datetime();

export const annotationAnswer = z
  .strictObject({
    id: z.string(),
    text: z.string(),
    at: time.describe("RFC 3339, UTC"),
    until: time.nullable().describe("The end of a stretch of time; null for a moment."),
    stat_id: z.string().nullable().describe("The only stat it concerns; null for all of the team's."),
    stat_name: z.string().nullable(),
    author: z
      .string()
      .describe("Who wrote it, as they were called then; the team's name where another team wrote it about its stat."),
    own: z.boolean().describe("Whether the team wrote it, and so may change it."),
    created_at: time.describe("RFC 3339, UTC"),
  })
  .meta({ id: "Annotation" });

export function presentAnnotation(annotation: ListedAnnotation): z.infer<typeof annotationAnswer> {
  const { id, text, at, until, statId, statName, author, own, createdAt } = annotation;
  return {
    id,
    text,
    at: at.toISOString(),
    until: until?.toISOString() ?? null,
    stat_id: statId,
    stat_name: statName,
    author,
    own,
    created_at: createdAt.toISOString(),
  };
}
