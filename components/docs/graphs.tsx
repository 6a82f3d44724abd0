import { annotateLine } from "@/lib/presenters/view/annotate-line";
import { MANAGING, READING } from "./calls";
import { Chapter, Part } from "./chapter";
import { C, Code } from "./code";
import { Facts } from "./facts";

/** How a graph comes onto other pages, and into files. */
export function Graphs({ origin }: { origin: string }) {
  const embed = `${origin}/embed/TOKEN`;
  return (
    <Chapter id="graphs" title="Show a graph anywhere">
      <p>
        An embed opens exactly one chart to everybody who has its address, and nothing else of the team. Press{" "}
        <strong>Embed…</strong> on the page of a stat, choose how it looks, and copy the code: the address ends in a
        token of 22 characters, written <C>TOKEN</C> below. It sets no cookie and asks no other host for anything.
      </p>
      <Part title="On a page">
        <Code label="A frame">{`<iframe src="${embed}" title="signups" width="600" height="240" loading="lazy"
  style="border:0;max-width:100%"></iframe>`}</Code>
        <p>
          The chart is there at first paint, follows the theme of the page, and moves as numbers come in. A finger, a
          mouse or the arrow keys read its points. It works in a frame with <C>sandbox</C>, and without JavaScript it is
          still the chart.
        </p>
      </Part>
      <Part title="In a README or a mail">
        <Code label="Markdown: a picture that leads to the live chart">{`[![signups](${embed}.svg)](${embed})`}</Code>
        <Code label="A picture for readers of light and of dark pages">{`<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${embed}.svg?theme=dark">
  <img src="${embed}.svg?theme=light" alt="signups" width="600" height="240">
</picture>`}</Code>
        <Code label="A badge with the latest value">{`![signups](${origin}/badge/TOKEN.svg)`}</Code>
        <p>
          Mail programs show no SVG: there the picture is <C>{`${embed}.png`}</C>, which has twice its size in pixels.
        </p>
        <Facts
          label="Addresses of an embed"
          rows={[
            ["/embed/TOKEN", "The chart for a frame, or to be opened by itself."],
            ["/embed/TOKEN.svg", "The same as a picture; .png where an SVG cannot be shown."],
            ["/embed/TOKEN.json", "Its numbers; .csv as a table. Pages of any site may fetch them."],
            [
              "/badge/TOKEN.svg",
              <>
                A badge; <C>.json</C> is what shields.io draws one from.
              </>,
            ],
            ["?theme=", "light, dark or auto, whatever the embed says itself."],
            ["?w= &h=", "Another size, CSS pixels: 40 to 2,000 wide, 40 to 1,200 high."],
            ["?title=0", "Without name and latest value."],
            ["?scale=", "Of a PNG: how many of its pixels make a CSS pixel, 1 to 3."],
          ]}
        />
        <p>
          Answers may be kept for 15 seconds and carry an <C>ETag</C>: what has not changed is answered <C>304</C>. An
          embed that is paused, has expired, or is shown on a page that it is not for says so in its place.
        </p>
      </Part>
      <Part title="Where links unfold by themselves">
        <p>
          Ghost, WordPress, Notion and others ask for <C>oEmbed</C> when an address is pasted; the address of an embed
          and of a public page names ours.
        </p>
        <Code label="What they ask">{`curl "${origin}/oembed?url=${embed}&maxwidth=480"`}</Code>
      </Part>
      <Part title="By script">
        <p>
          A manage key makes embeds and public pages, as far as the team’s switch for publishing goes. The answer has
          the <C>token</C> and the <C>url</C>.
        </p>
        <Code label="An embed: the week, with the week before dashed">{`${MANAGING} \\
  -d '{"stats": [{"id": "ID"}], "spec": {"range": {"preset": "week"}, "compare": "1w"}, "look": {"height": 300}}' \\
  ${origin}/api/v1/links`}</Code>
        <Code label="An embed that only one site may show">{`${MANAGING} \\
  -d '{"stats": [{"id": "ID"}], "origins": ["https://blog.example.com"]}' ${origin}/api/v1/links`}</Code>
        <Code label="A page of a stat for everybody">{`${MANAGING} \\
  -d '{"stat_id": "ID"}' ${origin}/api/v1/links`}</Code>
      </Part>
      <Part title="Pictures for yourself">
        <p>
          Everything that can be read can be drawn, without making anything public: <C>format=svg</C> or{" "}
          <C>format=png</C> on the addresses that answer series and histograms.
        </p>
        <Code label="A week beside the week before, as a PNG">{`${READING} -o week.png \\
  "${origin}/api/v1/stats/ID/series?format=png&range=week&compare=1w&width=800&height=300"`}</Code>
        <Code label="Two stats on two axes, for a dark page">{`${READING} -o both.svg \\
  "${origin}/api/v1/series?format=svg&stats=ID,OTHER_ID&right=OTHER_ID&from=-1d&theme=dark"`}</Code>
        <Code label="How a month of values is spread">{`${READING} -o spread.svg \\
  "${origin}/api/v1/stats/ID/histogram?format=svg&from=-1M"`}</Code>
        <Facts
          label="Parameters of a picture"
          rows={[
            [
              "range",
              <>
                <C>hour day week month year</C>, until now; or <C>from</C>, <C>to</C> and <C>step</C> as for series.
              </>,
            ],
            ["width, height", "CSS pixels: up to 2,000 wide and 1,200 high; 600 by 240, if left out."],
            ["dpr", "Of a PNG: how many of its pixels make a CSS pixel, 1 to 3; 2, if left out."],
            [
              "theme",
              <>
                <C>light dark auto</C>. An SVG follows whoever looks at it, if left out.
              </>,
            ],
            [
              "kind",
              <>
                <C>graph</C>, <C>number</C>: the latest one, large, or <C>spark</C>: a line the size of a word.
              </>,
            ],
            [
              "style, scale",
              <>
                <C>auto line area bar</C>, and <C>linear log</C>.
              </>,
            ],
            ["right", "The stats on the right axis, separated by commas."],
            [
              "threshold",
              <>
                A line at a value: <C>500</C>, <C>500:limit</C>, <C>right:500:limit</C>. Up to four.
              </>,
            ],
            ["title, heading=0", "Another title; or none, and no latest value."],
            ["axes=0, annotations=0", "Without axes; without what happened."],
            ["download=1", "A file to keep instead of one to show."],
          ]}
        />
      </Part>
      <Part title="Pages that showed StatHat’s graphs">
        <p>
          <C>embed.js</C> draws the charts of public stats where it is called, as StatHat’s did: a page that has the
          snippet needs another host in it and the id of a public stat.
        </p>
        <Code label="StatHat's snippet">{`<script src="${origin}/javascripts/embed.js"></script>
<script>StatHatEmbed.render({s1: 'ID', w: 760, h: 235});</script>`}</Code>
      </Part>
    </Chapter>
  );
}

/** How what happened comes into the charts. */
export function Annotations({ origin }: { origin: string }) {
  const writing = `curl -H "Authorization: Bearer YOUR_INGEST_KEY"`;
  const address = `${origin}/api/v1/annotations`;
  return (
    <Chapter id="annotations" title="Mark what happened">
      <p>
        A deploy, an outage, a campaign: a line of text at a moment, or over a stretch of time, is a flag in the charts
        of one stat or of all. People write it on the page of a stat; a deploy script with any of the team’s ingest
        keys:
      </p>
      <Code label="One line for a deploy script">{annotateLine(origin)}</Code>
      <p>
        Sent again within a minute, as a script that tries twice does, it is the same annotation: <C>201</C> when it is
        new, <C>200</C> when it was there.
      </p>
      <Code label="In the charts of one stat, with any signs in the text">{`${writing} \\
  --data-urlencode "text=Deployed $(git log -1 --pretty=%s)" \\
  --data-urlencode "stat=signups" ${address}`}</Code>
      <Code label="Over a stretch of time">{`${writing} \\
  -d text="Database was away" -d at=-90m -d until=-30m ${address}`}</Code>
      <Facts
        label="Fields of an annotation"
        rows={[
          ["text", "One line, up to 500 characters."],
          [
            "at",
            <>
              RFC 3339, unix seconds, or a time back: <C>-1h</C>. Now, if left out.
            </>,
          ],
          [
            "until",
            <>
              Like <C>at</C>, and later. A moment, if left out.
            </>,
          ],
          [
            "stat, stat_id",
            "The name that feeds a stat, or its id: the only one it concerns. All of the team’s, if left out.",
          ],
          [
            "tz",
            <>
              The zone of times that name none: <C>Europe/Berlin</C>. The team’s, if left out.
            </>,
          ],
        ]}
      />
      <p>The body is a form, as above, or JSON.</p>
      <Code label="A week of what concerns a stat">{`${READING} "${address}?from=-1w&stat_id=ID"`}</Code>
      <p>
        A manage key changes and deletes them: <C>PATCH</C> and <C>DELETE</C> on{" "}
        <C>/api/v1/annotations/ANNOTATION_ID</C>. What you write about a stat that another team shares with yours only
        your team sees; what they write about it you see too.
      </p>
    </Chapter>
  );
}
