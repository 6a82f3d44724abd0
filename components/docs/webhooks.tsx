import { CodeTabs } from "@/components/ui/code-tabs";
import { VERIFY_SNIPPETS } from "@/lib/presenters/view/verify-snippets";
import { alertmanagerExample, retryRows, standardExample } from "@/lib/presenters/view/webhook-examples";
import { Chapter, Part } from "./chapter";
import { C, Code } from "./code";
import { Facts } from "./facts";

export const WEBHOOK_CHAPTERS = [
  { id: "what-comes", title: "What comes" },
  { id: "verify", title: "Verify it" },
  { id: "retries", title: "Answers and retries" },
  { id: "where", title: "Where they may lead" },
  { id: "slack", title: "Slack" },
  { id: "pagerduty", title: "PagerDuty" },
];

/** What other systems are told of alerts, and how. */
export function Webhooks({ origin }: { origin: string }) {
  return (
    <>
      <WhatComes origin={origin} />
      <Verify />
      <Retries />
      <Where />
      <Slack />
      <PagerDuty />
    </>
  );
}

function WhatComes({ origin }: { origin: string }) {
  return (
    <Chapter id="what-comes" title="What comes">
      <p>
        A webhook is a <C>POST</C> of JSON to your URL for each thing that happens to an alert, signed by{" "}
        <a href="https://www.standardwebhooks.com" className="prose-link">
          Standard Webhooks
        </a>
        . Make one under Alerts, Channels; its secret, <C>whsec_…</C>, is shown once.
      </p>
      <Facts
        label="Types of events"
        rows={[
          ["alert.triggered", "It began to ring."],
          ["alert.reminder", "It still rings, and nobody has taken it on."],
          ["alert.acknowledged", "Somebody took it on."],
          ["alert.resolved", "It is over."],
          ["alert.no_data", "There is nothing to judge, and the alert was asked to tell."],
          ["alert.test", "Somebody pressed the test button."],
        ]}
      />
      <Facts
        label="Headers"
        rows={[
          ["webhook-id", "Names the event: the same on every try, so keep the ids that you have handled."],
          ["webhook-timestamp", "When this try was made, in unix seconds."],
          [
            "webhook-signature",
            <>
              <C>v1,</C> and a signature in base64; while a secret is rotated two of them, with a space between.
            </>,
          ],
        ]}
      />
      <Code label="The body">{standardExample(origin)}</Code>
      <p>
        <C>value</C> is what was judged, of a delta the change in percent; <C>threshold</C> is what it was judged by.
        Both are null where there was none. Fields may be added: ignore those that you do not know.
      </p>
      <Part title="For what understands Alertmanager">
        <p>
          A webhook can be given another shape when it is made: that of Prometheus Alertmanager’s webhook, which many
          tools read. It has the same headers, and one alert in each call.
        </p>
        <Code label="The same event in Alertmanager’s shape">{alertmanagerExample(origin)}</Code>
      </Part>
    </Chapter>
  );
}

function Verify() {
  return (
    <Chapter id="verify" title="Verify it">
      <p>
        Anybody may post to your URL. What is ours is signed: HMAC-SHA256 of the id, the timestamp and the body as it
        came, with a dot between them, by the bytes that stand in base64 after <C>whsec_</C>. Compare before you parse,
        and refuse what is older than five minutes.
      </p>
      <CodeTabs label="Verifying in several languages" snippets={VERIFY_SNIPPETS} />
      <p>
        Libraries for Standard Webhooks, such as <C>standardwebhooks</C> and <C>svix</C> of npm and PyPI, do it too.
        When a secret is rotated the old one goes on signing beside the new one for a day.
      </p>
    </Chapter>
  );
}

function Retries() {
  return (
    <Chapter id="retries" title="Answers and retries">
      <p>
        Any <C>2xx</C> within 15 seconds takes the event. Everything else is tried again, and so is a call of which we
        do not know whether it arrived: an event may come twice, with one id.
      </p>
      <Facts label="Tries" rows={retryRows()} />
      <p>
        Pauses are up to a tenth longer by chance. After the last try the event is kept as not taken and can be sent
        again from the channel’s page.
      </p>
      <Facts
        label="Answers that mean more"
        rows={[
          ["Retry-After", "The next try comes no earlier; a day is the longest."],
          ["410", "Nobody wants this any more: the channel is switched off."],
          ["3xx", "Is not followed: it is tried again at the same URL."],
        ]}
      />
      <p>
        A channel of which nothing was taken for five days is switched off, and the owners of its team are told by mail.
      </p>
    </Chapter>
  );
}

function Where() {
  return (
    <Chapter id="where" title="Where they may lead">
      <p>
        To <C>https</C> at the ports 443 and 8443, at names that lead to the public internet only. Each call looks the
        name up anew and connects to what was checked.
      </p>
      <p>
        Whoever runs Statnest may let webhooks reach their own network, by any port and by <C>http</C>, with{" "}
        <C>STATNEST_ALLOW_PRIVATE_WEBHOOKS=1</C>. Then everybody who may make channels reaches it.
      </p>
    </Chapter>
  );
}

function Slack() {
  return (
    <Chapter id="slack" title="Slack">
      <p>
        In Slack, make an app with an{" "}
        <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks" className="prose-link">
          incoming webhook
        </a>{" "}
        for the channel, and make a channel of the kind Slack here with its URL. Mattermost, Rocket.Chat and others take
        the same messages. Each links to the incident and the chart; of a stat that is public, to its picture as well.
        More than three at once come as one message.
      </p>
    </Chapter>
  );
}

function PagerDuty() {
  return (
    <Chapter id="pagerduty" title="PagerDuty">
      <p>
        In PagerDuty, add the integration <strong>Events API v2</strong> to a service and give its integration key to a
        channel of the kind PagerDuty here. An incident opens there when an alert rings, is acknowledged when somebody
        acknowledges the alert here, and is resolved when it is over. A test opens one and resolves it at once.
      </p>
    </Chapter>
  );
}
