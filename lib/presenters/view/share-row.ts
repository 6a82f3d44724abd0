import type { Share } from "@/lib/domain/share";
import { type MomentView, momentView } from "./moment";

/** A share as a page lists it. */
export interface ShareRow {
  id: string;
  stat: string;
  href: string;
  /** The other team, and its sharing id where that is known. */
  team: string;
  teamId: string | null;
  inTrash: boolean;
  since: MomentView;
}

export function shareRow(share: Share, now: Date, zone: string): ShareRow {
  return {
    id: share.id,
    stat: share.statName,
    href: `/stats/${share.statId}`,
    team: share.team,
    teamId: share.teamId,
    inTrash: share.inTrash,
    since: momentView(share.createdAt, now, zone),
  };
}
