import type { Metadata } from "next";
import { acknowledgeAlertAction, muteAlertAction, unmuteAlertAction } from "@/app/(web)/alerts/actions";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import { QuietControls } from "@/components/alerts/alert-controls";
import { IncidentHeader } from "@/components/alerts/incident-header";
import { CourseChart } from "@/components/alerts/rule-preview";
import { Runbook } from "@/components/alerts/runbook";
import { Story } from "@/components/alerts/story";
import { Section } from "@/components/ui/section";
import { windowSeconds } from "@/lib/domain/alert-window";
import { canManageAlerts } from "@/lib/domain/can";
import { getIncident } from "@/lib/interactors/alerts/get-incident";
import { listStandings } from "@/lib/interactors/alerts/list-standings";
import { readCourse } from "@/lib/interactors/alerts/read-course";
import { getTeam } from "@/lib/interactors/team/get-team";
import { incidentView, rangeAround } from "@/lib/presenters/view/incident";
import { standingRow } from "@/lib/presenters/view/standing-row";

interface IncidentPageProps {
  params: Promise<{ id: string }>;
}

const QUIET = { acknowledge: acknowledgeAlertAction, mute: muteAlertAction, unmute: unmuteAlertAction };

export async function generateMetadata({ params }: IncidentPageProps): Promise<Metadata> {
  const { id } = await params;
  const ctx = await signedIn(`/alerts/incidents/${encodeURIComponent(id)}`);
  return { title: `Incident: ${(await orNotFound(getIncident(ctx, { id }))).rule.name}` };
}

export default async function IncidentPage({ params }: IncidentPageProps) {
  const { id } = await params;
  const ctx = await signedIn(`/alerts/incidents/${encodeURIComponent(id)}`);
  const [{ zone }, incident] = await Promise.all([getTeam(ctx), orNotFound(getIncident(ctx, { id }))]);
  const { alertId, rule, stat } = incident;
  const now = ctx.clock.now();
  const range = rangeAround(incident, windowSeconds(rule.window), now);
  const [course, standings] = await Promise.all([
    orNotFound(readCourse(ctx, { statId: stat.id, rule, range })),
    orNotFound(listStandings(ctx, { id: alertId, statId: stat.id })),
  ]);
  const view = incidentView(incident, course, { now, zone });
  const [standing] = standings.map((each) => standingRow(each, { condition: rule.condition, now, zone }));
  const may = ctx.actor.kind === "user" && canManageAlerts(ctx.actor);
  return (
    <>
      <IncidentHeader of={view} />
      {may && !view.over && standing !== undefined && (
        <QuietControls
          id={alertId}
          statId={stat.id}
          name={view.name}
          mayAcknowledge={standing.mayAcknowledge}
          muted={standing.muted}
          zone={zone}
          actions={QUIET}
        />
      )}
      <section aria-label="Chart" className="mt-6">
        <CourseChart of={view.chart} />
        <p className="mt-2 text-small text-muted">
          Times in {zone.replaceAll("_", " ")}. The flag marks how long it rang.
        </p>
      </section>
      {view.runbook !== "" && (
        <Section title="What to do" about="As it was written down with the alert.">
          <Runbook text={view.runbook} />
        </Section>
      )}
      <Section title="Story" about="What happened, who was told and who did something, in order.">
        <Story lines={view.story} label="Story" />
      </Section>
    </>
  );
}
