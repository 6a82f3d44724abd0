import { CodeTabs } from "@/components/ui/code-tabs";
import { curlLine, firstNumberSnippets } from "@/lib/presenters/view/snippets";
import { Chapter, Part } from "./chapter";
import { C, Code } from "./code";
import { Facts } from "./facts";

const KEY = "YOUR_EZKEY";

export function Send({ origin }: { origin: string }) {
  return (
    <Chapter id="send" title="Send a number">
      <p>
        One call, by name. The stat appears by itself when its first number arrives. <C>{KEY}</C> stands for your ingest
        key: it begins with <C>sn_in_</C> and was shown to you when it was made.
      </p>
      <CodeTabs label="Languages" snippets={firstNumberSnippets(origin, KEY)} />
      <p>
        The answer is <C>204</C> with nothing in it. By then the number is stored, and it is in every graph that is
        asked for from now on.
      </p>
      <Part title="Counters and values">
        <p>
          A <strong>counter</strong> is sent with <C>count</C> and adds up: sign-ups, bytes, errors. A{" "}
          <strong>value</strong> is sent with <C>value</C> and is averaged: a temperature, a duration, a queue’s length.
          The first number decides which of the two a stat is. An interval without numbers has no data, which is not
          zero.
        </p>
        <Code label="A value">{`curl -d "stat=load average&ezkey=${KEY}&value=0.42" ${origin}/ez`}</Code>
      </Part>
      <Part title="The EZ call">
        <p>
          <C>GET</C> or <C>POST</C> to <C>/ez</C>, with parameters in the query or in a form.
        </p>
        <Facts
          label="Parameters of the EZ call"
          rows={[
            [
              "ezkey",
              <>
                Your ingest key, or an{" "}
                <a href="#keys" className="prose-link">
                  old EZ key
                </a>{" "}
                that you brought. <C>email</C> is read as the same parameter.
              </>,
            ],
            [
              "stat",
              <>
                The stat’s name: up to 255 characters, any but <C>~</C>.
              </>,
            ],
            ["count", "A number to add. Fractions and negative numbers are fine."],
            ["value", "A number to average. Send either count or value."],
            [
              "t",
              "When it happened, in unix seconds; now, if left out. Up to ten minutes ahead, and back as far as the stat keeps minutes.",
            ],
            [
              "vb",
              <>
                With <C>vb=1</C> the answer is 200 and says <C>{'{"status":200,"msg":"ok"}'}</C>.
              </>,
            ],
          ]}
        />
        <p>
          <C>sent~total,female,europe</C> sends one number to three stats: <C>sent total</C>, <C>sent female</C> and{" "}
          <C>sent europe</C>.
        </p>
      </Part>
      <Part title="Many at once">
        <Code label="Several numbers in one call">{`curl ${origin}/ez -H "Content-Type: application/json" -d '{
  "ezkey": "${KEY}",
  "data": [
    {"stat": "page view", "count": 2},
    {"stat": "sent~total,europe", "count": 1},
    {"stat": "load average", "value": 0.732, "t": 1363118126}
  ]
}'`}</Code>
      </Part>
      <Part title="Safely, even when the network is not">
        <p>
          <C>/api/v1/points</C> takes the same numbers and tells you about each one. With an <C>Idempotency-Key</C> a
          call may be repeated for 24 hours and still counts once.
        </p>
        <Code label="Points with an idempotency key">{`curl ${origin}/api/v1/points \\
  -H "Authorization: Bearer ${KEY}" \\
  -H "Idempotency-Key: order-4711" \\
  -H "Content-Type: application/json" \\
  -d '{"points": [{"stat": "orders", "count": 1}, {"stat": "basket", "value": 59.9}]}'`}</Code>
        <Code label="The answer">{`{"accepted": 2, "rejected": []}`}</Code>
      </Part>
      <Part title="Classic keys">
        <p>
          Every stat also has a key of its own, on its page under “Classic API”. With it and the user key anybody can
          send to that one stat and do nothing else, so both may stand in a web page.
        </p>
        <Code label="A classic count">{`curl -d "key=STAT_KEY&ukey=USER_KEY&count=1" ${origin}/c`}</Code>
        <Code label="A classic value">{`curl -d "key=STAT_KEY&ukey=USER_KEY&value=0.42" ${origin}/v`}</Code>
      </Part>
      <Part title="StatHat clients">
        <p>
          Programs and libraries written for StatHat work when their host is changed to this one. Your ingest key is the
          EZ key, and the one they have can be brought along. Old ones that expect an answer with a body get it when
          “Verbose replies” is on in the settings. The shortest client is still this line:
        </p>
        <Code label="The shortest client">{curlLine(origin, KEY)}</Code>
      </Part>
    </Chapter>
  );
}
