import type { Metadata } from "next";
import { signedIn } from "@/app/(web)/signed-in";
import { GivenShares, ReceivedShares } from "@/components/shares/share-list";
import { CopyLine } from "@/components/ui/copy-line";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { canManageShares } from "@/lib/domain/can";
import type { Share } from "@/lib/domain/share";
import { listShares } from "@/lib/interactors/shares/list-shares";
import { getTeam } from "@/lib/interactors/team/get-team";
import { shareRow } from "@/lib/presenters/view/share-row";
import { dropShareAction, revokeShareAction } from "./actions";

export const metadata: Metadata = { title: "Shared" };

const LISTED = 200;

export default async function SharedPage() {
  const ctx = await signedIn("/settings/shared");
  const [team, given, received] = await Promise.all([
    getTeam(ctx),
    listShares(ctx, { direction: "given", limit: LISTED }),
    listShares(ctx, { direction: "received", limit: LISTED }),
  ]);
  const may = ctx.actor.kind === "user" && canManageShares(ctx.actor);
  const rows = (shares: Share[]) => shares.map((share) => shareRow(share, ctx.clock.now(), team.zone));
  return (
    <>
      <Section
        title="Your sharing id"
        about="Another team needs it to let you see one of its stats. It opens nothing by itself."
      >
        <CopyLine text={team.id} label="Your sharing id" className="self-start" />
      </Section>
      <Section
        title="Shared with us"
        about="Stats of other teams. You see and compare them; only their teams change them."
      >
        {received.data.length === 0 ? (
          <p className="text-muted">
            Nothing yet. Send your sharing id to a team whose stat you want to see: an admin there enters it on the page
            of the stat.
          </p>
        ) : (
          <>
            <ReceivedShares rows={rows(received.data)} drop={may ? dropShareAction : null} />
            <p className="text-small text-muted">
              <Link href="/stats?shared=1" className="prose-link">
                See them with their numbers
              </Link>
            </p>
          </>
        )}
        {received.next !== null && <More />}
      </Section>
      <Section title="Shared by us" about="What other teams see of yours. They cannot change it or share it on.">
        {given.data.length === 0 ? (
          <p className="text-muted">
            Nothing yet. Open{" "}
            <Link href="/stats" className="prose-link">
              one of your stats
            </Link>
            {may
              ? " and enter the other team’s sharing id there, under Share."
              : "; an owner or admin can share it there."}
          </p>
        ) : (
          <GivenShares rows={rows(given.data)} revoke={may ? revokeShareAction : null} />
        )}
        {given.next !== null && <More />}
      </Section>
    </>
  );
}

function More() {
  return (
    <p className="text-small text-muted">
      These are the newest {LISTED}. The API lists all: <code className="font-mono">GET /api/v1/shares</code>
    </p>
  );
}
