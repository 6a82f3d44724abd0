import { headline, pageOf } from "@/lib/delivery/alert-lines";
import type { Delivery, DeliveryPayload, DeliveryType } from "@/lib/domain/channel";
import { shortLine } from "@/lib/domain/one-line";

/** What Slack takes in one section is 3,000 characters, of which an escaped one may be five. */
const LONGEST_TEXT = 500;
const MOST_LISTED = 20;

const SIGN: Record<DeliveryType, string> = {
  "alert.triggered": ":red_circle:",
  "alert.reminder": ":red_circle:",
  "alert.acknowledged": ":large_yellow_circle:",
  "alert.resolved": ":large_green_circle:",
  "alert.no_data": ":white_circle:",
  "alert.test": ":large_blue_circle:",
};

export interface MessageMeans {
  site: string;
  /** Of stats that are public, by their id, the address of their chart as a picture. */
  pictures: ReadonlyMap<string, string>;
}

/** What a Slack-compatible webhook is sent: one alert in full, or several as a list. */
export function slackMessage(deliveries: Delivery[], means: MessageMeans): object {
  const [first, ...others] = deliveries;
  if (first === undefined) throw new Error("there is nothing to tell");
  return others.length === 0 ? single(first.payload, means) : several(deliveries, means);
}

function single(payload: DeliveryPayload, { site, pictures }: MessageMeans) {
  const { alert, stat, reason } = payload;
  const picture = pictures.get(stat.id);
  const links = [
    link(pageOf(payload, site), "Open"),
    ...(stat.id === "" ? [] : [link(`${site}/stats/${stat.id}`, "Chart")]),
    ...(picture === undefined ? [] : [link(picture, "Picture")]),
  ];
  return {
    text: `${SIGN[payload.type]} ${text(headline(payload))}`,
    blocks: [
      section(`${SIGN[payload.type]} *${text(headline(payload))}*\n${text(reason)}`),
      ...(alert.runbook === "" ? [] : [section(`*What to do*\n${text(alert.runbook)}`)]),
      { type: "context", elements: [{ type: "mrkdwn", text: links.join(" · ") }] },
    ],
  };
}

function several(deliveries: Delivery[], { site }: MessageMeans) {
  const title = `${deliveries.length} alerts at once`;
  const lines = deliveries.slice(0, MOST_LISTED).map(({ payload }) => {
    return section(`${SIGN[payload.type]} ${link(pageOf(payload, site), headline(payload))}\n${text(payload.reason)}`);
  });
  const left = deliveries.length - lines.length;
  const more = left === 0 ? [] : [section(`and ${left} more: ${link(`${site}/alerts`, "all alerts")}`)];
  return { text: title, blocks: [section(`*${title}*`), ...lines, ...more] };
}

function section(mrkdwn: string) {
  return { type: "section", text: { type: "mrkdwn", text: mrkdwn } };
}

function link(address: string, words: string): string {
  return `<${address.replaceAll("|", "%7C").replaceAll(">", "%3E")}|${text(words)}>`;
}

/** Words of other people's, which must not become links, mentions or emphasis. */
function text(words: string): string {
  return shortLine(words, LONGEST_TEXT)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[*_~`|]/g, (sign) => `${sign}\u200b`);
}
