import type { Metadata } from "next";
import { signedInPerson } from "@/app/(web)/signed-in";
import { createTeamAction } from "@/app/(web)/teams/actions";
import { NewTeam } from "@/components/team/new-team";

export const metadata: Metadata = { title: "New team" };

export default async function NewTeamPage() {
  await signedInPerson("/teams/new");
  return (
    <div className="max-w-[26rem]">
      <h1 className="text-title font-semibold tracking-tight">New team</h1>
      <p className="mt-2 mb-8 text-muted">A team has stats, keys and people of its own. You own this one.</p>
      <NewTeam create={createTeamAction} />
    </div>
  );
}
