import { Section } from "react-email";
import type { DeliveryType } from "@/lib/domain/channel";
import { displayNumber, withUnit } from "@/lib/domain/number";
import { headline, lengthWords, momentIn, ringsWords, sentence, shortHeadline } from "./alert-words";
import { Chart, Facts, LinkedLine, Paragraph, PrimaryLink, Small, TextLink } from "./layout";
import type { About, LetterOf, Template } from "./template";

/** What an alert tells of one stat: the value and the reason first, then how it looks, then what can be done. */
export function alert(letter: LetterOf<"alert">, { site, pictures }: About): Template {
  const { payload, act, stop, zone } = letter;
  const [picture] = pictures;
  const { incidentId, stat, reason, ringsInMonth } = payload;
  const [first, ...more] = openingOf(letter);
  const facts = factsOf(letter);
  const rings = ringsWords(ringsInMonth);
  const { runbook } = payload.alert;
  const href = incidentId === null ? `${site}/alerts` : `${site}/alerts/incidents/${incidentId}`;
  const button = incidentId === null ? "See the alerts" : "See the incident";
  return {
    subject: headline(payload),
    title: shortHeadline(payload),
    preview: first ?? "",
    why: WHY,
    html: (
      <>
        {[first, ...more].map((each) => (
          <Paragraph key={each}>{each}</Paragraph>
        ))}
        {picture !== undefined && <Chart id={picture} alt={`${stat.name}, as the alert saw it. ${sentence(reason)}`} />}
        <PrimaryLink href={href}>{button}</PrimaryLink>
        {act !== null && (
          <Paragraph>
            <TextLink href={act}>Acknowledge it</TextLink>, so that it is quiet until it clears, or{" "}
            <TextLink href={`${act}#mute`}>mute it</TextLink> for a while.
          </Paragraph>
        )}
        {runbook.length > 0 && (
          <Section style={{ margin: "0 0 16px" }}>
            <Small>What to do</Small>
            {runbook.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines may be the same, and are written once
              <LinkedLine key={at}>{line}</LinkedLine>
            ))}
          </Section>
        )}
        <Facts of={facts} />
        {rings !== null && <Small>{rings}</Small>}
        <Small>
          Enough of these? <TextLink href={stop}>Stop the mails to this address.</TextLink>
        </Small>
      </>
    ),
    text: [
      ...[first ?? "", ...more],
      `${button}:\n${href}`,
      ...(act === null ? [] : [`Acknowledge it, so that it is quiet until it clears:\n${act}`]),
      ...(act === null ? [] : [`Mute it for a while:\n${act}#mute`]),
      ...(runbook.length === 0 ? [] : [`What to do:\n${runbook.map((line) => `  ${line}`).join("\n")}`]),
      facts.map(([name, value]) => `  ${name}: ${value}`).join("\n"),
      ...(rings === null ? [] : [rings]),
      `Enough of these? Stop the mails to this address:\n${stop}`,
    ],
  };

  function openingOf({ payload: { type, beganAt, endedAt, timestamp } }: LetterOf<"alert">): string[] {
    const said = sentence(reason);
    const since = beganAt === null ? null : `Since ${momentIn(zone, beganAt)}`;
    const openings: Record<DeliveryType, (string | null)[]> = {
      "alert.triggered": [said, since && `${since}.`],
      "alert.reminder": [said, since && `${since}, for ${lengthWords(beganAt ?? timestamp, timestamp)} now.`],
      "alert.acknowledged": [said, "It is quiet until it clears, and then armed again."],
      "alert.resolved": [said, beganAt && `It lasted ${lengthWords(beganAt, endedAt ?? timestamp)}.`],
      "alert.no_data": [said, since && `${since}.`],
      "alert.test": [said],
    };
    return openings[type].filter((each) => each !== null && each !== "") as string[];
  }
}

const WHY = "You get this mail because alerts of a team at Statnest are told to this address.";

function factsOf({ payload, zone }: LetterOf<"alert">): [name: string, value: string][] {
  const { alert: rule, stat, value, threshold, beganAt, endedAt, timestamp } = payload;
  const facts: [string, string | null][] = [
    ["Stat", stat.name],
    ["Alert", rule.name.endsWith(rule.rule) ? null : rule.name],
    ["Rule", rule.rule],
    ["Value", amount(value, stat.unit)],
    ["Threshold", amount(threshold, stat.unit)],
    ["Began", beganAt && momentIn(zone, beganAt)],
    ["Ended", endedAt && momentIn(zone, endedAt)],
    ["Told", momentIn(zone, timestamp)],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== "");
}

function amount(value: number | null, unit: string): string | null {
  return value === null ? null : withUnit(displayNumber(value), unit);
}
