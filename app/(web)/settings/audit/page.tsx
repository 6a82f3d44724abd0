import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signedIn } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { EventFilters } from "@/components/audit/event-filters";
import { EventList } from "@/components/audit/event-list";
import { Pager } from "@/components/stats/pager";
import { Section } from "@/components/ui/section";
import type { Context } from "@/lib/context";
import { canSeeAudit } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { listAuditEvents } from "@/lib/interactors/audit-log/list-audit-events";
import { getTeam } from "@/lib/interactors/team/get-team";
import {
  type AuditAddress,
  askedOf,
  auditHref,
  isWholeLog,
  readAuditAddress,
} from "@/lib/presenters/view/audit-address";
import { auditRow, narrowedBy } from "@/lib/presenters/view/audit-row";
import { TEAM_ACTIONS } from "@/lib/presenters/view/audit-words";

export const metadata: Metadata = { title: "Log" };

const PAGE_SIZE = 50;

export default async function AuditPage({ searchParams }: QueryProps) {
  const address = readAuditAddress(await searchParams);
  const ctx = await signedIn(auditHref(address, { cursor: address.cursor }));
  if (ctx.actor.kind === "user" && !canSeeAudit(ctx.actor)) return <NotForYou />;
  const [team, { data, next }] = await Promise.all([getTeam(ctx), listed(ctx, address)]);
  const rows = data.map((event) => auditRow(event, address, ctx.clock.now(), team.zone));
  return (
    <Section title="Log" about="Who changed what, when and where from. Kept for 400 days.">
      <EventFilters address={address} actions={TEAM_ACTIONS} narrowed={narrowedBy(address, rows[0])} />
      {rows.length > 0 && <EventList rows={rows} />}
      {rows.length === 0 && (
        <p className="text-muted">
          {isWholeLog(address)
            ? "Nothing yet. Rename a stat or make a key, and it is told here."
            : "Nothing like that was done. Show other days, or everything."}
        </p>
      )}
      <Pager
        first={address.cursor === "" ? null : auditHref(address)}
        next={next === null ? null : auditHref(address, { cursor: next })}
      />
    </Section>
  );
}

/** A page of the log; days in the wrong order lead back to the whole of it. */
async function listed(ctx: Context, address: AuditAddress) {
  try {
    return await listAuditEvents(ctx, { ...askedOf(address), limit: PAGE_SIZE });
  } catch (error) {
    if (error instanceof Refusal && error.code === "invalid") redirect(auditHref(address, { from: "", to: "" }));
    throw error;
  }
}

function NotForYou() {
  return (
    <Section title="Log">
      <p>Only owners and admins see who did what in this team. Ask one of them if you need to know.</p>
    </Section>
  );
}
