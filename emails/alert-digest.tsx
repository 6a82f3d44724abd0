import type { DeliveryPayload, DeliveryType } from "@/lib/domain/channel";
import { shortLine } from "@/lib/domain/one-line";
import { bare, lengthWords, momentIn, sentence } from "./alert-words";
import { Name, Paragraph, PrimaryLink, Small, TextLink } from "./layout";
import { LIGHT } from "./look";
import type { About, LetterOf, Template } from "./template";

const GROUPS: [title: string, types: DeliveryType[]][] = [
  ["Ringing", ["alert.triggered", "alert.reminder"]],
  ["No data", ["alert.no_data"]],
  ["Acknowledged", ["alert.acknowledged"]],
  ["Resolved", ["alert.resolved"]],
  ["Tests", ["alert.test"]],
];
const NAMED = 3;
const LONGEST_REASON = 200;

/** Several alerts at once, by how they stand now; of one that came and went while its mail was held, that it is over. */
export function alertDigest(letter: LetterOf<"alert_digest">, { site }: About): Template {
  const { payloads, more, stop, zone } = letter;
  const count = payloads.length + more;
  const groups = GROUPS.map(([title, types]) => ({
    title,
    told: payloads.filter(({ type }) => types.includes(type)),
  })).filter(({ told }) => told.length > 0);
  const title = `${count} alerts${groups.length === 1 && more === 0 ? ` ${ARE[groups[0]?.title ?? ""] ?? ""}` : " at once"}`;
  const andMore = more === 0 ? null : `And ${more} more, which the list of alerts shows.`;
  const href = `${site}/alerts`;
  return {
    subject: `${title}: ${namesOf(payloads, count)}`,
    title,
    preview: payloads
      .slice(0, NAMED)
      .map(({ stat, reason }) => `${shortLine(stat.name, 40)}: ${bare(reason, 60)}`)
      .join("; "),
    why: "You get this mail because alerts of a team at Statnest are told to this address.",
    html: (
      <>
        {groups.map(({ title: group, told }) => (
          <table key={group} role="presentation" cellPadding={0} cellSpacing={0} style={TABLE}>
            <tbody>
              <tr>
                <td style={{ padding: "0 0 6px" }}>
                  <h2 className="muted" style={GROUP}>
                    {group}
                  </h2>
                </td>
              </tr>
              {told.map((payload, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two may say the same, and are written once
                <tr key={at}>
                  <td className="ink line" style={CELL}>
                    <Name>{payload.stat.name}</Name>
                    <br />
                    {sentence(payload.reason, LONGEST_REASON)}
                    <br />
                    <span className="muted" style={{ fontSize: 13, color: LIGHT.muted }}>
                      {whenWords(payload, zone)}
                      {payload.incidentId !== null && (
                        <>
                          {" "}
                          · <TextLink href={incident(payload.incidentId)}>look at it</TextLink>
                        </>
                      )}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        {andMore !== null && <Paragraph>{andMore}</Paragraph>}
        <PrimaryLink href={href}>See all alerts</PrimaryLink>
        <Small>
          Enough of these? <TextLink href={stop}>Stop the mails to this address.</TextLink>
        </Small>
      </>
    ),
    text: [
      ...groups.flatMap(({ title: group, told }) => [
        `${group}:`,
        ...told.map((payload) =>
          [
            `  ${payload.stat.name}: ${sentence(payload.reason, LONGEST_REASON)}`,
            `  ${whenWords(payload, zone)}`,
            ...(payload.incidentId === null ? [] : [`  ${incident(payload.incidentId)}`]),
          ].join("\n"),
        ),
      ]),
      ...(andMore === null ? [] : [andMore]),
      `See all alerts:\n${href}`,
      `Enough of these? Stop the mails to this address:\n${stop}`,
    ],
  };

  function incident(id: string): string {
    return `${site}/alerts/incidents/${id}`;
  }
}

const ARE: Record<string, string> = {
  Ringing: "ring",
  "No data": "without data",
  Acknowledged: "acknowledged",
  Resolved: "resolved",
  Tests: "as a test",
};

function namesOf(payloads: DeliveryPayload[], count: number): string {
  const names = [...new Set(payloads.map(({ stat }) => shortLine(stat.name, 40)))].slice(0, NAMED);
  return `${names.join(", ")}${count > names.length ? " …" : ""}`;
}

function whenWords({ beganAt, endedAt, timestamp }: DeliveryPayload, zone: string): string {
  if (beganAt === null) return momentIn(zone, timestamp);
  if (endedAt === null) return `since ${momentIn(zone, beganAt)}`;
  return `from ${momentIn(zone, beganAt)}, for ${lengthWords(beganAt, endedAt)}`;
}

const TABLE = { width: "100%", margin: "0 0 16px" };
const GROUP = { fontSize: 13, lineHeight: "20px", fontWeight: 600, color: LIGHT.muted, margin: 0 };
const CELL = {
  borderTop: `1px solid ${LIGHT.hairline}`,
  padding: "10px 0",
  fontSize: 15,
  lineHeight: "22px",
  color: LIGHT.ink,
};
