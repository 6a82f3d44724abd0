import type { Metadata } from "next";
import { signedIn } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { Pager } from "@/components/stats/pager";
import { KeyAlias } from "@/components/team/key-alias";
import { KeyList } from "@/components/team/key-list";
import { KeyRotation } from "@/components/team/key-rotation";
import { NewKey } from "@/components/team/new-key";
import { Section } from "@/components/ui/section";
import { canManageKeys } from "@/lib/domain/can";
import { listKeys } from "@/lib/interactors/keys/list-keys";
import { getTeam } from "@/lib/interactors/team/get-team";
import { keyRow } from "@/lib/presenters/view/key-row";
import { addEzAliasAction, makeKeyAction, revokeKeyAction, rotateKeyAction } from "./actions";

export const metadata: Metadata = { title: "Keys" };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export default async function KeysPage({ searchParams }: QueryProps) {
  const query = await searchParams;
  const ctx = await signedIn("/settings/keys");
  const cursor = typeof query.cursor === "string" && UUID.test(query.cursor) ? query.cursor : undefined;
  const [team, { data, next }] = await Promise.all([getTeam(ctx), listKeys(ctx, { limit: 500, cursor })]);
  const keys = data.map((key) => keyRow(key, ctx.clock.now(), team.zone));
  const may = ctx.actor.kind === "user" && canManageKeys(ctx.actor);
  const rotated = may ? keys.find((key) => key.id === query.rotate && !key.alias) : undefined;
  return (
    <>
      {rotated !== undefined && (
        <Section title="Rotate a key">
          <KeyRotation key={rotated.id} of={rotated} rotate={rotateKeyAction} />
        </Section>
      )}
      {may && (
        <Section title="New key" about="Programs send and read with keys. A key is shown once, when it is made.">
          <NewKey make={makeKeyAction} />
        </Section>
      )}
      <Section title="Keys" about="Their first characters, never the keys themselves.">
        {!may && <p>Only owners and admins make, rotate and revoke keys; here you see which there are.</p>}
        <KeyList keys={keys} revoke={may ? revokeKeyAction : null} />
        <Pager
          first={cursor === undefined ? null : "/settings/keys"}
          next={next === null ? null : `/settings/keys?cursor=${next}`}
        />
      </Section>
      {may && (
        <Section
          title="Old EZ keys"
          about="Scripts written for StatHat go on with the key they have. It can only send."
        >
          <KeyAlias add={addEzAliasAction} />
        </Section>
      )}
    </>
  );
}
