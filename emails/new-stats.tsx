import { shortLine } from "@/lib/domain/one-line";
import { Name, Paragraph, PrimaryLink, Small, TextLink } from "./layout";
import { LIGHT } from "./look";
import type { About, LetterOf, Template } from "./template";

export function newStats({ team, stats, more }: LetterOf<"new_stats">, { site }: About): Template {
  const count = stats.length + more;
  const [first] = stats;
  const what = count === 1 ? "A new stat" : `${count} new stats`;
  const names = count === 1 ? "a name that was not there before" : "names that were not there before";
  const undo =
    "If one came into being by a mistyped name, destroy it: it stops taking numbers, and for 48 hours that can be undone.";
  const andMore = more === 0 ? null : `And ${more} more, which the list of stats shows.`;
  const href = `${site}/stats?sort=-created_at`;
  const settings = `${site}/settings/people`;
  const named = count === 1 && first !== undefined ? `New stat: ${shortLine(first.name, 100)}` : what;
  return {
    subject: `${named} (${shortLine(team, 60)})`,
    title: what,
    preview: stats
      .map(({ name }) => shortLine(name, 40))
      .slice(0, 5)
      .join(", "),
    why: "You get this mail, at most one an hour, because you want to be told of new stats of this team.",
    html: (
      <>
        <Paragraph>
          Numbers came to <Name>{team}</Name> under {names}.
        </Paragraph>
        <table role="presentation" cellPadding={0} cellSpacing={0} style={{ width: "100%", margin: "0 0 16px" }}>
          <tbody>
            {stats.map(({ id, name, kind }) => (
              <tr key={id}>
                <td className="ink line" style={CELL}>
                  <Name>{name}</Name>
                  <br />
                  <span className="muted" style={{ fontSize: 13, color: LIGHT.muted }}>
                    {kind} · <TextLink href={`${site}/stats/${id}`}>look at it</TextLink> ·{" "}
                    <TextLink href={`${site}/stats/${id}/destroy`}>destroy it</TextLink>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {andMore !== null && <Paragraph>{andMore}</Paragraph>}
        <PrimaryLink href={href}>See the newest stats</PrimaryLink>
        <Small>{undo}</Small>
        <Small>
          Enough of these? <TextLink href={settings}>Say so here.</TextLink>
        </Small>
      </>
    ),
    text: [
      `Numbers came to ${team} under ${names}.`,
      ...stats.map(({ id, name, kind }) =>
        [name, `${kind}: ${site}/stats/${id}`, `destroy it: ${site}/stats/${id}/destroy`].join("\n  "),
      ),
      ...(andMore === null ? [] : [andMore]),
      `See the newest stats:\n${href}`,
      undo,
      `Enough of these? Say so here:\n${settings}`,
    ],
  };
}

const CELL = {
  borderTop: `1px solid ${LIGHT.hairline}`,
  padding: "10px 0",
  fontSize: 15,
  lineHeight: "22px",
  color: LIGHT.ink,
};
