import { z } from "zod";
import type { Share } from "@/lib/domain/share";

export const shareAnswer = z
  .strictObject({
    id: z.string(),
    direction: z
      .enum(["given", "received"])
      .describe("given: the team lets another see its stat. received: another lets it see theirs."),
    stat_id: z.string(),
    stat_name: z.string(),
    team_name: z.string().describe("The other team."),
    team_id: z.string().nullable().describe("The sharing id of the team that may see the stat; null when received."),
    in_trash: z.boolean().describe("Nobody sees the stat there until it is restored."),
    created_at: z.iso.datetime().describe("RFC 3339, UTC"),
  })
  .meta({ id: "Share" });

export function presentShare(share: Share): z.infer<typeof shareAnswer> {
  return {
    id: share.id,
    direction: share.direction,
    stat_id: share.statId,
    stat_name: share.statName,
    team_name: share.team,
    team_id: share.teamId,
    in_trash: share.inTrash,
    created_at: share.createdAt.toISOString(),
  };
}
