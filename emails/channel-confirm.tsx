import { shortLine } from "@/lib/domain/one-line";
import { Name, Paragraph, PrimaryLink, Small } from "./layout";
import type { About, LetterOf, Template } from "./template";
import { momentWords } from "./words";

export function channelConfirm({ team, by, link, until }: LetterOf<"channel_confirm">, { to }: About): Template {
  const asks =
    "They are mails that tell when a number has gone where somebody ought to look. Each of them has a link that ends them.";
  const works = `It is for ${to} and works until ${momentWords(until)}. Until you agree, none of them is sent.`;
  return {
    subject: `Do you want the alerts of ${shortLine(team, 60)}?`,
    title: "Alerts want to come here",
    preview: `${shortLine(by, 60)} wants the alerts of ${shortLine(team, 60)} to be mailed to you.`,
    why: "You get this mail because somebody entered your address at Statnest. If you do not know them, do nothing.",
    html: (
      <>
        <Paragraph>
          <Name>{by}</Name> wants alerts of the team <Name>{team}</Name> at Statnest to be mailed to you. {asks}
        </Paragraph>
        <PrimaryLink href={link}>See what you agree to</PrimaryLink>
        <Small>{works}</Small>
      </>
    ),
    text: [
      `${by} wants alerts of the team "${team}" at Statnest to be mailed to you. ${asks}`,
      `See what you agree to:\n${link}`,
      works,
    ],
  };
}
