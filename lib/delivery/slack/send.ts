import { type Telling, type Told, toldBy } from "@/lib/delivery/told";
import { type Answered, postSafely } from "@/lib/delivery/webhook/post-safely";
import type { ChannelTarget, Delivery } from "@/lib/domain/channel";
import { shortLine } from "@/lib/domain/one-line";
import { type MessageMeans, slackMessage } from "./message";

type SlackTarget = Extract<ChannelTarget, { kind: "slack" }>;

const LONGEST_REASON = 100;

/** Sends deliveries to a Slack-compatible webhook, as one message. */
export async function sendSlack(
  { url }: SlackTarget,
  deliveries: Delivery[],
  { site, reach, pictures }: Telling & Pick<MessageMeans, "pictures">,
): Promise<Told> {
  const body = JSON.stringify(slackMessage(deliveries, { site, pictures }));
  const headers = { "Content-Type": "application/json; charset=utf-8" };
  return judged(await postSafely(url, { headers, body }, reach));
}

/** By https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: 400 is about the message. */
function judged(answered: Answered): Told {
  const told = toldBy(answered);
  if (!("text" in answered) || told.outcome === "accepted") return told;
  // One word as Slack has it; what else it says may repeat what it was sent.
  const [reason = ""] = /^[a-z_]+$/.exec(answered.text.trim()) ?? [];
  const problem = reason === "" ? told.problem : `${told.problem}: ${shortLine(reason, LONGEST_REASON)}`;
  return { ...told, outcome: told.status === 400 ? "refused" : told.outcome, problem };
}
