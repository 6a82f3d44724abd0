/** Of the two teams of a share: the one whose stat it is gave it, the one that may see the stat received it. */
export type ShareDirection = "given" | "received";

/** A stat that one team lets another see and do nothing else with, as one of the two is told of it. */
export interface Share {
  id: string;
  direction: ShareDirection;
  statId: string;
  statName: string;
  /** The name of the other team. */
  team: string;
  /** The sharing id of the team that may see the stat; null for what was received: its owner gave none. */
  teamId: string | null;
  /** Nobody sees the stat there as long as it is in the trash. */
  inTrash: boolean;
  createdAt: Date;
}
