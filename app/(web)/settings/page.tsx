import type { Metadata } from "next";
import { signOutAction } from "@/app/(auth)/actions";
import { signedIn } from "@/app/(web)/signed-in";
import { KeyList } from "@/components/team/key-list";
import { NewKey } from "@/components/team/new-key";
import { TeamForm } from "@/components/team/team-form";
import { buttonLook } from "@/components/ui/button-look";
import { Section } from "@/components/ui/section";
import { listKeys } from "@/lib/interactors/keys/list-keys";
import { getTeam } from "@/lib/interactors/team/get-team";
import { keyRow } from "@/lib/presenters/view/key-row";
import { teamView } from "@/lib/presenters/view/team";
import { makeKeyAction, revokeKeyAction, saveTeamAction } from "./actions";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const ctx = await signedIn("/settings");
  const [team, keys] = await Promise.all([getTeam(ctx), listKeys(ctx, { limit: 500 })]);
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Settings</h1>
      <Section title="Team">
        <TeamForm team={teamView(team)} save={saveTeamAction} />
      </Section>
      <Section title="Keys" about="Programs send and read with keys. A key is shown once, when it is made.">
        <NewKey make={makeKeyAction} />
        <KeyList keys={keys.data.map((key) => keyRow(key, ctx.clock.now(), team.zone))} revoke={revokeKeyAction} />
      </Section>
      <Section title="You" about="Signing out ends your session in every browser at once.">
        <form action={signOutAction}>
          <button type="submit" className={buttonLook("plain")}>
            Sign out
          </button>
        </form>
      </Section>
    </>
  );
}
