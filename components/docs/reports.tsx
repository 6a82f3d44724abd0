import { AllCalls, MANAGING, READING } from "./calls";
import { Chapter, Part } from "./chapter";
import { C, Code } from "./code";
import { Facts } from "./facts";

export const REPORT_CHAPTERS = [
  { id: "told", title: "What is told" },
  { id: "when", title: "When it comes" },
  { id: "whom", title: "To whom" },
  { id: "end", title: "Enough of it" },
  { id: "by-script", title: "By script" },
  { id: "returned", title: "Mail that comes back" },
  { id: "scheduler", title: "Without a worker" },
];

/** What reports are, as far as somebody needs to know who relies on them, or runs them. */
export function Reports({ origin }: { origin: string }) {
  return (
    <>
      <Told />
      <When />
      <Whom />
      <End />
      <ByScript origin={origin} />
      <Returned origin={origin} />
      <Scheduler origin={origin} />
    </>
  );
}

function Told() {
  return (
    <Chapter id="told" title="What is told">
      <p>
        A report is one mail about the last whole day, week or month. Its subject begins with the result:{" "}
        <strong>signups up 12 %, 2 alerts</strong>. Every figure in it is the one that the chart of the same time shows.
      </p>
      <Facts
        label="What a report tells of"
        rows={[
          ["moved", "What moved most, of all stats: up to ten of them."],
          ["favourites", "The favourites of whoever made the report."],
          ["tags", "Stats that have one of these tags."],
          ["stats", "These stats, up to 50, each of them also when nothing came."],
        ]}
      />
      <p>
        Of a counter the total is told, of a value the mean, against the period before and, on a daily report, against
        the same weekday a week earlier. The most unusual comes first: how far a stat is from its usual value, measured
        by how far it usually is, and not by percent, which of tiny numbers are always many. Then come alerts that rang
        or ring still, stats that fell silent, new ones, and what was noted on the charts. Where nothing came it says{" "}
        <em>no data</em>, and never zero.
      </p>
      <p>
        The preview is the very mail. It has its chart and its small lines as pictures inside, and a twin in plain text
        that holds every figure.
      </p>
    </Chapter>
  );
}

function When() {
  return (
    <Chapter id="when" title="When it comes">
      <Facts
        label="How often a report comes"
        rows={[
          ["daily", "Every day, about the day before."],
          ["weekly", "On the weekday that you choose, about the seven days before."],
          ["monthly", "On the day that you choose, or the last one. Where a month is shorter, on its last day."],
        ]}
      />
      <p>
        It comes at a local time of a zone, and its days are those of that zone. When clocks leap over the hour it comes
        as much later as they leap; when the hour comes twice, the first time. There is one report for a local date,
        whatever happens to clocks, schedules and servers.
      </p>
      <p>
        When nothing ran at the hour, it comes as soon as something does, once. Over a day late it would be old news:
        then it is skipped, and its history says so.
      </p>
    </Chapter>
  );
}

function Whom() {
  return (
    <Chapter id="whom" title="To whom">
      <p>
        Each recipient gets a mail of their own, so that one bad address does not drop the rest. The proved addresses of
        the team’s people get it at once. Anybody else is asked by a mail with a link first, and gets nothing until they
        agree; an address is asked three times a day at most. Somebody who leaves the team has to agree like anybody
        else.
      </p>
      <p>
        The page of a report says of each address whether it gets the mail, and the history what was sent to whom, what
        came late, and what did not arrive and why.
      </p>
    </Chapter>
  );
}

function End() {
  return (
    <Chapter id="end" title="Enough of it">
      <p>
        Every mail has a link that ends this report for this reader, without signing in. It leads to a page with one
        button, since mail programs open links by themselves: opening it changes nothing. Mail programs that show an
        unsubscribe button of their own use <C>List-Unsubscribe</C> and <C>List-Unsubscribe-Post</C> (RFC 8058). Nobody
        in the team can put an address back that was ended so; its reader can, by the same link.
      </p>
      <Part title="For whoever runs Statnest">
        <p>
          Both lead to <C>STATNEST_URL</C>. The link works wherever its reader can reach that; a mail program’s button
          wants an address with <C>https</C> that the mail program’s own servers can reach, and a sender whose domain is
          verified at the mail provider, so that mail is signed (DKIM).
        </p>
      </Part>
    </Chapter>
  );
}

function ByScript({ origin }: { origin: string }) {
  return (
    <Chapter id="by-script" title="By script">
      <Code label="A report every morning">{`${MANAGING} \\
  -d '{"cadence": "daily", "at": "08:00", "tz": "Europe/Berlin", "recipients": ["ada@example.com"]}' \\
  ${origin}/api/v1/reports`}</Code>
      <Facts
        label="Fields of a report"
        rows={[
          ["name", "What it is listed under; made from the cadence, if left out."],
          ["cadence", "daily, weekly or monthly."],
          [
            "at",
            <>
              Local time, <C>08:00</C> unless you say otherwise.
            </>,
          ],
          ["weekday", "Of a weekly one: 1 for Monday to 7, or its name."],
          ["day", "Of a monthly one: 1 to 31, or last."],
          ["tz", "IANA zone; the team’s, if left out."],
          [
            "subject",
            <>
              <C>{'{"kind": "moved"}'}</C>, <C>favourites</C>, <C>tags</C> with <C>tags</C>, or <C>stats</C> with ids in{" "}
              <C>stats</C>.
            </>,
          ],
          ["recipients", "Addresses; your own, if left out."],
        ]}
      />
      <Code label="As a page, now">{`${READING} ${origin}/api/v1/reports/REPORT_ID/preview > report.html`}</Code>
      <Code label="To everybody, now">{`${MANAGING} -X POST -d '{}' ${origin}/api/v1/reports/REPORT_ID/send`}</Code>
      <Code label="What was sent to whom">{`${READING} ${origin}/api/v1/reports/REPORT_ID/turns`}</Code>
      <Code label="From the command line">{`npx statnest reports
npx statnest reports send REPORT_ID`}</Code>
      <AllCalls />
    </Chapter>
  );
}

function Returned({ origin }: { origin: string }) {
  return (
    <Chapter id="returned" title="Mail that comes back">
      <p>
        An address from which mail came back for good, or where it was called spam, is left alone: it gets no reports
        and no alerts any more, and only what its owner asks for at that moment, such as a link to sign in. Whoever is
        signed in is told so above every page, with a button that mails a link; following it proves that mail arrives.
        The page of a report shows it beside the address, and a channel that leads there is switched off.
      </p>
      <Part title="For whoever runs Statnest">
        <p>
          The mail provider has to say what became of a mail. In Resend, add a webhook that leads to this address, with
          the events <C>email.bounced</C>, <C>email.complained</C>, <C>email.suppressed</C>, <C>suppression.added</C>{" "}
          and <C>suppression.removed</C>:
        </p>
        <Code label="Where the webhook leads">{`${origin}/api/mail-events`}</Code>
        <p>
          Its signing secret, <C>whsec_…</C>, goes into <C>RESEND_WEBHOOK_SECRET</C>, which is read when Statnest
          starts. An event is then answered by 204, an event that is not signed by it, or is over five minutes old, by
          401; while there is no secret, all by 404. Without it everything is mailed as before, and what comes back is
          not heard of.
        </p>
      </Part>
    </Chapter>
  );
}

/** As a call answers it; a few of its chores. */
export const TICK_ANSWER = `{
  "took_ms": 412,
  "done": {
    "deliver": { "deliveries": 2 },
    "evaluate alerts": { "alerts": 1 },
    "send reports": { "reports": 1 },
    "send mail": { "mails": 3 },
    "purge trash": { "stats": 0 }
  },
  "failed": {},
  "left": []
}`;

function Scheduler({ origin }: { origin: string }) {
  const tick = `${origin}/api/cron/tick`;
  return (
    <Chapter id="scheduler" title="Without a worker">
      <p>
        <C>npm start</C> has a worker that sends what is due. On a host that only answers requests, any scheduler does
        it by calling once a minute; calls beside a worker, and many at once, do no harm. A report then comes within a
        minute of its hour.
      </p>
      <Code label="One round of all that is due">{`curl -fsS -m 90 -X POST -H "Authorization: Bearer $CRON_SECRET" ${tick}`}</Code>
      <p>
        It rolls up, judges alerts, delivers, sends reports and mail, and throws away what is past its time, for up to
        about 25 seconds, and answers what it did:
      </p>
      <Code label="What a call answers">{TICK_ANSWER}</Code>
      <Facts
        label="What a call answers, field by field"
        rows={[
          ["took_ms", "Milliseconds."],
          ["done", "Every chore and how much it did, which is often nothing. There are some twenty, here are five."],
          ["failed", "Those that failed and why. They stop no other; the next call does what was left undone."],
          ["left", "Those for which the time did not suffice. The next call begins with them."],
        ]}
      />
      <Facts
        label="Its status"
        rows={[
          ["200", "All is done that was due, or what is left is named."],
          ["401", "The secret is wrong or was not sent."],
          ["405", "It was not a POST: a scheduler that only knows GET cannot call it."],
          ["500", "A chore failed. The answer has the same fields, as a problem document."],
          ["503", "The database is away, or no CRON_SECRET is set."],
        ]}
      />
      <p>
        Keep the secret out of what others on a machine can list: in a file of mode 600 that holds the one line{" "}
        <C>Authorization: Bearer</C> and the secret.
      </p>
      <Part title="cron">
        <p>When an answer is not 200, curl fails, and cron mails what it says.</p>
        <Code label="A line of a crontab">{`* * * * * curl -fsS -m 90 -X POST -H @/etc/statnest-cron ${tick} >/dev/null`}</Code>
      </Part>
      <Part title="systemd">
        <Code label="statnest-tick.service">{`[Unit]
Description=All that is due at Statnest

[Service]
Type=oneshot
ExecStart=/usr/bin/curl -fsS -m 90 -X POST -H @/etc/statnest-cron ${tick}`}</Code>
        <Code label="statnest-tick.timer">{`[Unit]
Description=Once a minute

[Timer]
OnCalendar=minutely
AccuracySec=5s

[Install]
WantedBy=timers.target`}</Code>
        <Code label="Started with the machine">systemctl enable --now statnest-tick.timer</Code>
      </Part>
      <Part title="Kubernetes">
        <Code label="A CronJob of Kubernetes">{`apiVersion: batch/v1
kind: CronJob
metadata: { name: statnest-tick }
spec:
  schedule: "* * * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: tick
              image: curlimages/curl
              env: [{ name: CRON_SECRET, valueFrom: { secretKeyRef: { name: statnest, key: cron } } }]
              command: [sh, -c, 'curl -fsS -m 90 -X POST -H "Authorization: Bearer $CRON_SECRET" ${tick}']`}</Code>
      </Part>
      <Part title="A scheduler elsewhere">
        <p>
          Any service that calls an address at a time can do it, where it lets you choose these. One that waits less
          than 90 seconds may give up before it is answered; the work goes on all the same.
        </p>
        <Facts
          label="What a scheduler elsewhere is told"
          rows={[
            ["address", tick],
            ["method", "POST, without a body."],
            [
              "header",
              <>
                <C>Authorization</C> with <C>Bearer</C>, a space and the secret.
              </>,
            ],
            [
              "how often",
              "Every minute. Less often, such as every five minutes, makes reports and alerts as much later.",
            ],
            ["success", "200. On anything else it should tell you, and need not call again before its next time."],
          ]}
        />
      </Part>
    </Chapter>
  );
}
