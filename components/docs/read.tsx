import { READING } from "./calls";
import { Chapter, Part } from "./chapter";
import { C, Code } from "./code";
import { Facts } from "./facts";

export function Read({ origin }: { origin: string }) {
  return (
    <Chapter id="read" title="Read numbers back">
      <p>
        Everything the pages show can be had as JSON or CSV with a read key, which begins with <C>sn_rd_</C>. Make one
        in the settings.
      </p>
      <Part title="Find a stat">
        <Code label="List stats">{`${READING} "${origin}/api/v1/stats?q=signups"`}</Code>
        <p>
          Lists answer <C>{'{"data": […], "next": …}'}</C>. When <C>next</C> is not null, ask again with it as{" "}
          <C>cursor</C>.
        </p>
      </Part>
      <Part title="Its numbers">
        <Code label="A week by the day, with the week before">{`${READING} \\
  "${origin}/api/v1/stats/ID/series?from=-1w&step=1d&compare=1w"`}</Code>
        <Facts
          label="Parameters of a series"
          rows={[
            [
              "from, to",
              <>
                RFC 3339, unix seconds, or a time back: <C>-1w</C>, <C>-24h</C>. The last week, if left out.
              </>,
            ],
            [
              "step",
              <>
                How wide a point is: <C>1m 5m 15m 1h 3h 1d 1w 1M</C>. Chosen to fit, if left out.
              </>,
            ],
            [
              "tz",
              <>
                Whose midnight a day begins at: <C>Europe/Berlin</C>. The team’s, if left out.
              </>,
            ],
            [
              "compare",
              <>
                The same range that much earlier: <C>1w</C>, <C>1M</C>, <C>1y</C>.
              </>,
            ],
            [
              "format",
              <>
                <C>json</C> or <C>csv</C>; <C>svg</C> and <C>png</C> are{" "}
                <a href="#graphs" className="prose-link">
                  pictures
                </a>
                .
              </>,
            ],
          ]}
        />
        <p>
          Each point has its start <C>t</C> in unix seconds, how many numbers came (<C>n</C>), what the stat reports (
          <C>v</C>: the sum of a counter, the mean of a value), and <C>sum</C>, <C>min</C>, <C>max</C>. Without data{" "}
          <C>v</C> is null.
        </p>
        <Code label="Up to eight stats in one call">{`${READING} \\
  "${origin}/api/v1/series?stats=ID,ID&from=-1M&step=1d"`}</Code>
      </Part>
      <Part title="How they are spread">
        <p>
          A value has <C>percentiles</C> and a <C>histogram</C> of any range, right within 1 %. The range is widened to
          whole hours in UTC, and the answer says which.
        </p>
        <Code label="Percentiles of the last day">{`${READING} \\
  "${origin}/api/v1/stats/ID/percentiles?from=-1d&p=50,90,99"`}</Code>
      </Part>
      <Part title="Put stats in order">
        <p>
          A manage key, <C>sn_rw_</C>, may do what the settings of a stat do: rename, keep minutes for some days only,
          merge, put into the trash.
        </p>
        <Code label="Keep minutes for 90 days">{`curl -X PATCH -H "Authorization: Bearer YOUR_MANAGE_KEY" -H "Content-Type: application/json" \\
  -d '{"retention_days": 90}' ${origin}/api/v1/stats/ID`}</Code>
        <Code label="Merge a stat into another">{`curl -X POST -H "Authorization: Bearer YOUR_MANAGE_KEY" -H "Content-Type: application/json" \\
  -d '{"into": "OTHER_ID"}' ${origin}/api/v1/stats/ID/merge`}</Code>
        <p>
          The other one gets names and numbers; what is sent under the old names arrives there. A merge cannot be
          undone.
        </p>
      </Part>
      <Part title="Who did what">
        <p>
          What people and keys change in the team is written down with who, when and where from, and kept for 400 days.
          Owners and admins see it in the settings; a manage key reads it as JSON or, up to 10,000 events at once, as
          CSV.
        </p>
        <Code label="The keys made in a week, as CSV">{`curl -H "Authorization: Bearer YOUR_MANAGE_KEY" \\
  "${origin}/api/v1/audit?action=key.made&from=-1w&format=csv"`}</Code>
      </Part>
      <p>
        The whole API is described in{" "}
        <a href="/api/v1/openapi.json" className="prose-link">
          OpenAPI 3.1
        </a>
        .
      </p>
    </Chapter>
  );
}
