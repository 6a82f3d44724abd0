import type { Metadata } from "next";
import {
  acknowledgeAlertAction,
  deleteAlertAction,
  muteAlertAction,
  pauseAlertAction,
  resumeAlertAction,
  unmuteAlertAction,
} from "@/app/(web)/alerts/actions";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import type { Query } from "@/app/page-props";
import { AlertEnd, PauseControl, QuietControls } from "@/components/alerts/alert-controls";
import { AlertHeader } from "@/components/alerts/alert-header";
import { Facts } from "@/components/alerts/facts";
import { IncidentList } from "@/components/alerts/incident-list";
import { CourseChart } from "@/components/alerts/rule-preview";
import { Runbook } from "@/components/alerts/runbook";
import { StandingList } from "@/components/alerts/standing-list";
import { Story } from "@/components/alerts/story";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { alertName } from "@/lib/domain/alert-words";
import { canManageAlerts } from "@/lib/domain/can";
import { getAlert } from "@/lib/interactors/alerts/get-alert";
import { listIncidents } from "@/lib/interactors/alerts/list-incidents";
import { listStandings } from "@/lib/interactors/alerts/list-standings";
import { listTransitions } from "@/lib/interactors/alerts/list-transitions";
import { readCourse } from "@/lib/interactors/alerts/read-course";
import { listChannels } from "@/lib/interactors/channels/list-channels";
import { getTeam } from "@/lib/interactors/team/get-team";
import { alertChart, ringsOf } from "@/lib/presenters/view/alert-chart";
import { alertFacts } from "@/lib/presenters/view/alert-facts";
import { alertRow, subjectName, toldWords } from "@/lib/presenters/view/alert-row";
import { isRinging } from "@/lib/presenters/view/alert-state";
import { storyLine } from "@/lib/presenters/view/alert-story";
import { toldNames } from "@/lib/presenters/view/channel-row";
import { incidentRow } from "@/lib/presenters/view/incident-row";
import { minuteOf } from "@/lib/presenters/view/moment";
import { standingRow } from "@/lib/presenters/view/standing-row";

interface AlertPageProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

const MOST_STATS = 100;
const LATEST = 10;
const LINES = 30;
const ALL_CHANNELS = 500;
const QUIET = { acknowledge: acknowledgeAlertAction, mute: muteAlertAction, unmute: unmuteAlertAction };

export async function generateMetadata({ params }: AlertPageProps): Promise<Metadata> {
  const { id } = await params;
  const ctx = await signedIn(`/alerts/${encodeURIComponent(id)}`);
  const alert = await orNotFound(getAlert(ctx, { id }));
  return { title: alertName(alert, alert.unit) };
}

export default async function AlertPage({ params, searchParams }: AlertPageProps) {
  const [{ id }, { made, saved }] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/alerts/${encodeURIComponent(id)}`);
  const alert = await orNotFound(getAlert(ctx, { id }));
  const several = "pattern" in alert.subject;
  const [{ zone }, channels, standings, incidents, story, course] = await Promise.all([
    getTeam(ctx),
    listChannels(ctx, { limit: ALL_CHANNELS }),
    several ? orNotFound(listStandings(ctx, { id, limit: MOST_STATS })) : [],
    listIncidents(ctx, { alertId: id, limit: LATEST }),
    orNotFound(listTransitions(ctx, { id, limit: LINES })),
    "pattern" in alert.subject ? null : orNotFound(readCourse(ctx, { statId: alert.subject.statId, rule: alert })),
  ]);
  const now = ctx.clock.now();
  const names = toldNames(channels.data);
  const row = alertRow(alert, { channels: names, now, zone });
  const may = ctx.actor.kind === "user" && canManageAlerts(ctx.actor);
  const muted =
    alert.mutedUntil !== null && alert.mutedUntil > now ? `until ${minuteOf(alert.mutedUntil, zone)}` : null;
  return (
    <>
      <AlertHeader of={row} reason={alert.reason} notice={noticeOf(made, saved, row.told)} />
      {may && alert.pausedAt === null && (
        <QuietControls
          id={id}
          name={row.name}
          mayAcknowledge={isRinging(alert.state) && alert.state !== "error" && !alert.acknowledged}
          muted={muted}
          zone={zone}
          actions={QUIET}
        />
      )}
      {course !== null && (
        <section aria-label="The last 30 days" className="mt-6">
          <CourseChart
            of={alertChart(course, alert.condition, { rings: ringsOf(incidents.data, course), verb: "Rang" })}
          />
          <p className="mt-2 text-small text-muted">
            What the rule looked at in the last 30 days. Times in {zone.replaceAll("_", " ")}.
          </p>
        </section>
      )}
      {several && (
        <Section title="Stats" about="Each stands by itself; those that need a look first.">
          {standings.length === 0 ? (
            <p className="text-muted">
              No stat is called like that yet. One that comes is watched from its first number.
            </p>
          ) : (
            <StandingList
              rows={standings.map((each) => standingRow(each, { condition: alert.condition, now, zone }))}
            />
          )}
          {standings.length === MOST_STATS && (
            <p className="text-small text-muted">These are the first {MOST_STATS}.</p>
          )}
        </Section>
      )}
      <Section title="Rule" about="What it waits for, and whom it tells.">
        <Facts of={alertFacts(alert, toldWords(alert.channelIds, names), zone)} />
        {alert.runbook !== "" && <Runbook text={alert.runbook} />}
        {may && !alert.automatic && (
          <p>
            <Link href={`/alerts/${encodeURIComponent(id)}/edit`} className={buttonLook("plain")}>
              Change the rule
            </Link>
          </p>
        )}
        {may && alert.automatic && (
          <p className="text-small text-muted">
            It is the team’s{" "}
            <Link href="/alerts#watch" className="prose-link">
              automatic watch
            </Link>
            , and changed there.
          </p>
        )}
      </Section>
      <Section title="Incidents" about="Each time it rang, with its story.">
        {incidents.data.length === 0 ? (
          <p className="text-muted">It has not rung yet.</p>
        ) : (
          <IncidentList rows={incidents.data.map((each) => incidentRow(each, now, zone))} label="Incidents" />
        )}
      </Section>
      <Section title="Story" about="Every change, the latest first.">
        {story.data.length === 0 ? (
          <p className="text-muted">Nothing has happened yet.</p>
        ) : (
          <Story lines={story.data.map((event) => storyLine(event, zone, { named: several }))} label="Story" />
        )}
        {story.next !== null && <p className="text-small text-muted">These are the latest {LINES}.</p>}
      </Section>
      {may && !alert.automatic && (
        <Section title="End" about="For a while, or for good.">
          <PauseControl id={id} paused={alert.pausedAt !== null} pause={pauseAlertAction} resume={resumeAlertAction} />
          <AlertEnd id={id} name={subjectName(alert)} remove={deleteAlertAction} />
        </Section>
      )}
    </>
  );
}

function noticeOf(made: unknown, saved: unknown, told: string): string {
  const whom = told === "" ? "When it rings it is shown here; it tells nobody yet." : `When it rings it tells ${told}.`;
  if (made === "1") return `The alert is saved and watches from now on. ${whom}`;
  return saved === "1" ? "Saved. It is judged afresh." : "";
}
