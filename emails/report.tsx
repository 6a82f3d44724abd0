import { shortLine } from "@/lib/domain/one-line";
import type { ReportCadence, ReportLine, ReportPeriod } from "@/lib/domain/report";
import { heroOf } from "@/lib/domain/report-spark";
import { reportSubject } from "@/lib/domain/report-words";
import { Chart, Paragraph, PrimaryLink, Small, TextLink } from "./layout";
import { Amount, Hero, Row, Table } from "./report-table";
import {
  alertWords,
  amountWords,
  comparedWords,
  courseWords,
  heardWords,
  nameWords,
  noteWords,
  periodTitle,
  summaryWords,
} from "./report-words";
import type { About, LetterOf, Template } from "./template";

const IN_PREVIEW = 4;
const OFTEN: Record<ReportCadence, string> = { daily: "daily", weekly: "weekly", monthly: "monthly" };

/** What moved and how it compares, the most unusual first; then what rang, fell silent, is new and was noted. */
export function report({ content, open, unsubscribe }: LetterOf<"report">, { site, pictures }: About): Template {
  const { team, period, lines, more, fresh, silent, alerts, notes } = content;
  const title = periodTitle(period);
  const summary = summaryWords(content);
  const hero = heroOf(content);
  const others = lines.filter((line) => line !== hero);
  const andMore = more === 0 ? null : `And ${more} more with numbers, which are as usual or nearly so.`;
  const pictureOf = (name: string) => pictures.find((each) => each === name);
  const rang = alerts.map((alert) => alertWords(alert, period, site));
  const gone = silent.map(({ stat, lastAt }) => ({
    id: stat.id,
    name: nameWords(stat),
    below: heardWords(lastAt, period),
  }));
  const noted = notes.map((note, key) => ({ key, ...noteWords(note, period) }));
  const born = fresh.map((line) => ({ ...line, name: nameWords(line.stat), below: KINDS[line.stat.kind] }));
  return {
    subject: reportSubject(content),
    title,
    preview: `${title}. ${lines.slice(0, IN_PREVIEW).map(shortly).join(", ")}`,
    why: `You get this mail because a ${OFTEN[period.cadence]} report of the team ${shortLine(team.name, 80)} at Statnest goes to this address.`,
    html: (
      <>
        <Small>{team.name}</Small>
        <Paragraph>{summary}</Paragraph>
        {hero !== null && (
          <Hero name={nameWords(hero.stat)} amount={amountWords(hero)} below={comparedWords(hero, period)} />
        )}
        {hero !== null && pictureOf("hero") !== undefined && (
          <Chart id="hero" alt={`${nameWords(hero.stat)}. ${courseWords(hero, period) ?? ""}`} />
        )}
        {others.length > 0 && (
          <Table>
            {others.map((line) => (
              <Row
                key={line.stat.id}
                name={nameWords(line.stat)}
                below={comparedWords(line, period)}
                picture={pictureOf(`line-${lines.indexOf(line)}`)}
              >
                <Amount known={line.now !== null}>{amountWords(line)}</Amount>
              </Row>
            ))}
          </Table>
        )}
        {andMore !== null && <Small>{andMore}</Small>}
        {rang.length > 0 && (
          <Table title="Alerts">
            {rang.map(({ id, name, below, href }) => (
              <Row key={id} name={name} below={below}>
                <TextLink href={href}>{"See\u00a0it"}</TextLink>
              </Row>
            ))}
          </Table>
        )}
        {gone.length > 0 && (
          <Table title="Fell silent">
            {gone.map(({ id, name, below }) => (
              <Row key={id} name={name} below={below} />
            ))}
          </Table>
        )}
        {born.length > 0 && (
          <Table title="New">
            {born.map((line) => (
              <Row key={line.stat.id} name={line.name} below={line.below}>
                <Amount known>{amountWords(line)}</Amount>
              </Row>
            ))}
          </Table>
        )}
        {noted.length > 0 && (
          <Table title="Noted">
            {noted.map(({ key, name, below }) => (
              <Row key={key} name={name} below={below} />
            ))}
          </Table>
        )}
        <PrimaryLink href={open}>Open Statnest</PrimaryLink>
        <Small>
          Enough of these? <TextLink href={unsubscribe}>Unsubscribe from this report.</TextLink>
        </Small>
      </>
    ),
    text: [
      `${team.name}. ${summary}`,
      ...(hero === null ? [] : [lineText(hero, period, courseWords(hero, period))]),
      ...others.map((line) => lineText(line, period)),
      ...(andMore === null ? [] : [andMore]),
      ...group(
        "Alerts",
        rang.map(({ name, below, href }) => [name, below, href]),
      ),
      ...group(
        "Fell silent",
        gone.map(({ name, below }) => [name, below]),
      ),
      ...group(
        "New",
        born.map((line) => [`${line.name}: ${amountWords(line)}`, line.below]),
      ),
      ...group(
        "Noted",
        noted.map(({ name, below }) => [name, below]),
      ),
      `Open Statnest:\n${open}`,
      `Enough of these? Unsubscribe from this report:\n${unsubscribe}`,
    ].map(plain),
  };
}

const KINDS = { counter: "total", value: "mean" };

function shortly(line: ReportLine): string {
  return `${shortLine(line.stat.name, 40)} ${amountWords(line)}`;
}

function lineText(line: ReportLine, period: ReportPeriod, course: string | null = null): string {
  const below = [comparedWords(line, period), course].filter((words) => words !== null);
  return [`${nameWords(line.stat)}: ${amountWords(line)}`, ...below].join("\n  ");
}

/** A group under its name; nothing when it is empty. */
function group(title: string, entries: string[][]): string[] {
  if (entries.length === 0) return [];
  return [`${title}:\n${entries.map((lines) => `  ${lines.join("\n    ")}`).join("\n")}`];
}

/** Where lines are not set, a space that does not break is only a strange space. */
function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}
