import { Link } from "@/components/ui/link";
import { AllCalls, MANAGING, READING } from "./calls";
import { Chapter, Part } from "./chapter";
import { C, Code } from "./code";
import { Facts } from "./facts";

export const ALERT_CHAPTERS = [
  { id: "rules", title: "What rings" },
  { id: "windows", title: "Windows" },
  { id: "states", title: "States" },
  { id: "missing", title: "Missing data" },
  { id: "told", title: "Who is told, and when" },
  { id: "watch", title: "Anything unusual" },
  { id: "backtest", title: "Before it rings" },
  { id: "by-script", title: "By script" },
  { id: "stathat", title: "StatHat’s alerts" },
];

/** What alerts are, as far as somebody needs to know who relies on them. */
export function Alerts({ origin }: { origin: string }) {
  return (
    <>
      <Rules origin={origin} />
      <Windows />
      <States />
      <Missing />
      <ToldWhen />
      <Watch origin={origin} />
      <Backtest origin={origin} />
      <ByScript origin={origin} />
      <StatHat origin={origin} />
    </>
  );
}

function Rules({ origin }: { origin: string }) {
  return (
    <Chapter id="rules" title="What rings">
      <p>
        An alert is a rule on one stat. Make it on the stat’s page, or by script. Within seconds of the number that
        crosses the line, whoever is to be told is told: the value, what it was judged by, and since when.
      </p>
      <Facts
        label="Kinds of alerts"
        rows={[
          ["value", "What the stat reports over a window is over or under a threshold."],
          ["delta", "It is up, down or either by more than a percentage, on the same window some time earlier."],
          ["data", "Nothing came for as long as the window: the job that did not run."],
          ["anomaly", "The last hour is far from what that hour of the week usually has."],
        ]}
      />
      <p>
        A counter reports the sum of a window, a value the mean. From zero there is no percentage: any rise from it is
        beyond every one.
      </p>
      <Code label="Over 500 orders in an hour">{`${MANAGING} \\
  -d '{"stat_id": "ID", "kind": "value", "operator": "gt", "threshold": 500, "time_window": "1h"}' \\
  ${origin}/api/v1/alerts`}</Code>
      <Code label="Half as many as at this time last week, or fewer">{`${MANAGING} \\
  -d '{"stat_id": "ID", "kind": "delta", "operator": "lt", "percentage": 50, "time_window": "1h", "time_delta": "1w"}' \\
  ${origin}/api/v1/alerts`}</Code>
      <Code label="A backup that has not run for a day">{`${MANAGING} \\
  -d '{"stat_id": "ID", "kind": "data", "time_window": "1d", "runbook": "Look at cron on the database host."}' \\
  ${origin}/api/v1/alerts`}</Code>
      <Part title="On many stats at once">
        <p>
          Instead of <C>stat_id</C> an alert may have a <C>pattern</C>: every stat of the team with such a name,{" "}
          <C>*</C> being any run of characters. Each of them stands by itself, and stats that appear later are watched
          as well.
        </p>
        <Code label="Every queue">{`${MANAGING} \\
  -d '{"pattern": "queue.*", "kind": "value", "operator": "gt", "threshold": 1000, "time_window": "5m"}' \\
  ${origin}/api/v1/alerts`}</Code>
      </Part>
    </Chapter>
  );
}

function Windows() {
  return (
    <Chapter id="windows" title="Windows">
      <Facts
        label="Windows"
        rows={[
          [
            "5m 1h 3h 1d 1w 1M 1y",
            "Trailing: the time that has just passed. Days, weeks and months go by the calendar of the team’s zone.",
          ],
          ["this_hour", "What has passed of the hour, by the clocks of the team’s zone."],
          ["this_day", "Since midnight there: today’s budget, today’s orders."],
          ["this_month", "Since the first of the month."],
        ]}
      />
      <p>
        Windows are made of minutes. An alert is judged as soon as its stat gets a number, and when time alone can
        change the answer: when a number leaves the window, when silence has lasted long enough, when an hour is over.
      </p>
    </Chapter>
  );
}

function States() {
  return (
    <Chapter id="states" title="States">
      <Facts
        label="States"
        rows={[
          ["ok", "Nothing to tell."],
          [
            "pending",
            <>
              The line is crossed, and has not been for as long as <C>pending_for</C>. Nobody is told yet.
            </>,
          ],
          ["firing", "It rings: whoever is to be told was told."],
          [
            "recovering",
            <>
              It is quiet again, and has not been for as long as <C>hold</C>. What crosses the line now is the same
              incident.
            </>,
          ],
          ["no_data", "There is nothing to judge, and the alert was asked to tell."],
          ["error", "It could not be judged. It is tried again, and goes on from where it stood."],
          ["paused", "Nobody judges it."],
        ]}
      />
      <p>
        <C>pending_for</C> is nothing unless you say so: it rings at once. <C>hold</C> is one window: so a value that
        swings around its threshold rings once and ends once. With <C>recovery_threshold</C> it takes more to end than
        not to begin: over 500 rings, and only under 400 ends it.
      </p>
      <p>
        From the first ring to the end is an <strong>incident</strong>. Its page shows the chart, every change with the
        value and the reason, who took it on, and whom it was told.
      </p>
    </Chapter>
  );
}

function Missing() {
  return (
    <Chapter id="missing" title="Missing data">
      <p>
        A window without numbers is a zero of a counter, and tells nothing of a value or of a pattern. What it means is
        the alert’s choice, <C>missing</C>:
      </p>
      <Facts
        label="What missing data means"
        rows={[
          [
            "keep",
            "Nothing new: the alert stays where it is. So it is of values and of patterns unless you say otherwise.",
          ],
          ["ok", "All is well: what rings comes to its end."],
          [
            "zero",
            "A zero, which is judged like any other value. So it is of counters, which are silent when nothing happens.",
          ],
          ["notify", "A state of its own, which is told."],
        ]}
      />
      <p>
        Silence itself is what <C>data</C> alerts are for. A stat that never received anything has not stopped: it is
        watched from its first number on.
      </p>
    </Chapter>
  );
}

function ToldWhen() {
  return (
    <Chapter id="told" title="Who is told, and when">
      <p>
        A team has channels: addresses for email,{" "}
        <Link href="/docs/webhooks" className="prose-link">
          webhooks, Slack and PagerDuty
        </Link>
        . Each has a button that sends a test. An alert is told to the channels it names, or to all there are when it is
        made. A mail shows the chart, what is to be done (<C>runbook</C>), and how often this rule and a gentler one
        would have rung in the last 30 days.
      </p>
      <Facts
        label="Ways to quiet an alert"
        rows={[
          ["Acknowledge", "Somebody has taken it on: no more reminders until it clears. Then it is armed again."],
          ["Mute until", "Nobody is told until then. If it still rings when the time is over, that is told."],
          [
            "Quiet hours",
            "Of a channel, and of a person for their own address. It is judged all the same; what happens is held and told in one message when they end.",
          ],
          ["Pause", "It is not judged until it is resumed."],
        ]}
      />
      <p>
        While it rings, reminders come as often as <C>renotify_every</C> says; none, if it says nothing. One stat of an
        alert rings out six times an hour at the most: what comes more often is in its story. When many things ring at
        once, a channel gets one message that lists them.
      </p>
      <p>
        The mail has links to acknowledge and to mute. They lead to a page with one button, since mail programs open
        links by themselves: opening one changes nothing.
      </p>
    </Chapter>
  );
}

function Watch({ origin }: { origin: string }) {
  return (
    <Chapter id="watch" title="Anything unusual">
      <p>
        The team’s watch is one alert on all stats that needs no thresholds. For each stat and each hour of the week it
        learns from up to twelve weeks what is usual, by medians, so that one bad day does not count as usual. It learns
        anew every day.
      </p>
      <p>
        You say how often it may ring in a week, for all stats together. Each stat is then made as sensitive as its own
        past allows: one that jumps around by nature has to jump further. The page says how many rings that past leads
        to expect. A stat is watched once it has three weeks of numbers.
      </p>
      <p>
        A counter that is mostly silent does not ring for its next number. One that usually counts rings when an hour
        passes without.
      </p>
      <Code label="Watch everything, five rings a week">{`${MANAGING} -X PATCH \\
  -d '{"on": true, "budget_per_week": 5}' ${origin}/api/v1/watch`}</Code>
      <Code label="What is to be expected of it">{`${READING} ${origin}/api/v1/watch`}</Code>
      <p>
        An alert of the kind <C>anomaly</C> watches one stat, or those of a pattern, by a <C>sensitivity</C> of your
        own: how many times its usual deviation is unusual. Three, unless you say otherwise. It needs two weeks of
        numbers.
      </p>
    </Chapter>
  );
}

function Backtest({ origin }: { origin: string }) {
  return (
    <Chapter id="backtest" title="Before it rings">
      <p>
        The form shows when a rule would have rung in the last 30 days, before it is saved. The same can be asked for,
        with the fields of an alert:
      </p>
      <Code label="When a rule would have rung">{`${MANAGING} \\
  -d '{"stat_id": "ID", "kind": "value", "operator": "gt", "threshold": 500, "time_window": "1h"}' \\
  ${origin}/api/v1/alerts/backtest`}</Code>
    </Chapter>
  );
}

function ByScript({ origin }: { origin: string }) {
  return (
    <Chapter id="by-script" title="By script">
      <Facts
        label="Fields of an alert"
        rows={[
          ["stat_id, pattern", "One of the two."],
          ["kind", "value, delta, data or anomaly."],
          [
            "operator",
            <>
              <C>gt</C> and <C>lt</C>; <C>dt</C>, either way, of a delta. StatHat’s words, <C>greater than</C>, do as
              well.
            </>,
          ],
          ["threshold, recovery_threshold", "Of a value."],
          [
            "percentage, time_delta",
            <>
              Of a delta: by how much, on how long ago. <C>5m 1h 3h 1d 1w 1M 1y</C>
            </>,
          ],
          ["sensitivity", "Of an anomaly."],
          ["time_window", "How far back it looks."],
          [
            "pending_for, hold, renotify_every",
            <>
              Lengths of time: <C>10m</C>, <C>2h</C>.
            </>,
          ],
          ["missing", "keep, ok, zero or notify; zero of a counter and else keep, if left out."],
          ["runbook", "What to do about it. It goes along with what is told."],
          ["channels", "Where it is told: ids. All that there are, if left out."],
        ]}
      />
      <Code label="What rings">{`${READING} "${origin}/api/v1/alerts?state=firing"`}</Code>
      <Code label="Take it on">{`${MANAGING} -X POST ${origin}/api/v1/alerts/ALERT_ID/ack`}</Code>
      <Code label="From the command line">{`npx statnest alerts
npx statnest alerts ack ALERT_ID
npx statnest alerts mute ALERT_ID 8h
npx statnest alerts backtest STAT_ID --over 500 --window 1h`}</Code>
      <AllCalls />
    </Chapter>
  );
}

function StatHat({ origin }: { origin: string }) {
  return (
    <Chapter id="stathat" title="StatHat’s alerts">
      <p>
        Programs that kept alerts at StatHat work with another host: <C>/x/TOKEN/alerts</C> lists, makes and deletes
        them as StatHat’s API did, where <C>TOKEN</C> is a key that reads or manages; so does <C>/a1/alerts</C>, where
        the key is the user of HTTP Basic. Forms and JSON are taken, and the answers have StatHat’s fields. Alerts that
        StatHat could not have are not listed.
      </p>
      <Code label="Make an alert as for StatHat">{`curl -d "stat_id=ID&kind=value&time_window=1h&operator=greater+than&threshold=500" \\
  ${origin}/x/YOUR_MANAGE_KEY/alerts`}</Code>
    </Chapter>
  );
}
