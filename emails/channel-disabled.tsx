import type { ChannelKind } from "@/lib/domain/channel";
import { shortLine } from "@/lib/domain/one-line";
import { notice } from "./notice";
import type { About, LetterOf, Template } from "./template";
import { momentWords } from "./words";

const IS: Record<ChannelKind, string> = {
  email: "an address",
  webhook: "a webhook",
  slack: "a Slack channel",
  pagerduty: "PagerDuty",
};

export function channelDisabled(letter: LetterOf<"channel_disabled">, { at, site }: About): Template {
  const { team, channel, channelKind, shown, problem } = letter;
  return notice({
    subject: `Alerts no longer go to ${shortLine(channel, 80)}`,
    happened: "It was switched off: what your alerts tell from now on does not go there.",
    facts: [
      ["Team", team],
      ["Channel", channel],
      ["Leads to", shown === "" ? IS[channelKind] : `${IS[channelKind]}, ${shown}`],
      ["Why", problem],
      ["When", momentWords(at)],
    ],
    otherwise:
      "When it is put right, switch it on again and send a test. What could not be delivered is kept there, and can be sent again.",
    href: `${site}/alerts/channels`,
    button: "See the channels",
    why: "You get this mail because you are an owner of this team at Statnest.",
  });
}
