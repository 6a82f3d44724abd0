import { shortLine } from "@/lib/domain/one-line";
import type { ReportCadence } from "@/lib/domain/report";
import { Name, Paragraph, PrimaryLink, Small } from "./layout";
import type { About, LetterOf, Template } from "./template";
import { momentWords } from "./words";

const EVERY: Record<ReportCadence, string> = { daily: "every day", weekly: "every week", monthly: "every month" };

export function reportConfirm(
  { team, report, cadence, link, until }: LetterOf<"report_confirm">,
  { to }: About,
): Template {
  const asks = `It is a mail that tells what moved in their numbers, ${EVERY[cadence]}. Each of them has a link that ends them.`;
  const works = `It is for ${to} and works until ${momentWords(until)}. Until you agree, none of them is sent.`;
  return {
    subject: `Do you want a report of ${shortLine(team, 60)}?`,
    title: "A report wants to come here",
    preview: `${shortLine(team, 60)} wants to mail you a report of its numbers.`,
    why: "You get this mail because somebody entered your address at Statnest. If you do not know them, do nothing.",
    html: (
      <>
        <Paragraph>
          The team <Name>{team}</Name> at Statnest wants to mail you its report <Name>{report}</Name>. {asks}
        </Paragraph>
        <PrimaryLink href={link}>See what you agree to</PrimaryLink>
        <Small>{works}</Small>
      </>
    ),
    text: [
      `The team "${team}" at Statnest wants to mail you its report "${report}". ${asks}`,
      `See what you agree to:\n${link}`,
      works,
    ],
  };
}
