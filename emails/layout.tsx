import type { ReactNode } from "react";
import { Body, Button, Container, Head, Html, Img, Link, Preview, Section, Text } from "react-email";
import { LIGHT, MONO, SANS, STYLES } from "./look";

interface LayoutProps {
  title: string;
  /** What an inbox shows after the subject. */
  preview: string;
  /** The address of the product. */
  site: string;
  /** Why this mail came, for whoever wonders. */
  why: string;
  children: ReactNode;
}

/** The frame of every mail: the name, one card, and why it came. */
export function Layout({ title, preview, site, why, children }: LayoutProps) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {/* Else a phone makes links to call of numbers, and of days links to a calendar. */}
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{STYLES}</style>
      </Head>
      <Preview useTitleTag={false}>{preview}</Preview>
      <Body className="paper" style={{ margin: 0, padding: 0, backgroundColor: LIGHT.paper, fontFamily: SANS }}>
        <Container className="page" style={{ maxWidth: PAGE, margin: "0 auto", padding: "28px 16px 40px" }}>
          <Text className="ink" style={{ ...LEAD, margin: "0 4px 16px", fontWeight: 600 }}>
            <Link href={site} className="ink" style={{ color: LIGHT.ink, textDecoration: "none" }}>
              <span className="accent" style={{ color: LIGHT.accent }}>
                ◉
              </span>{" "}
              Statnest
            </Link>
          </Text>
          <Section className="card" style={CARD}>
            <h1 className="ink" style={TITLE}>
              {title}
            </h1>
            {children}
          </Section>
          <Text className="muted" style={{ ...SMALL, margin: "16px 4px 0" }}>
            {why}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={{ ...BASE, margin: "0 0 16px" }}>
      {children}
    </Text>
  );
}

export function Small({ children }: { children: ReactNode }) {
  return (
    <Text className="muted" style={{ ...SMALL, margin: "0 0 12px" }}>
      {children}
    </Text>
  );
}

/** A name that somebody chose. */
export function Name({ children }: { children: string }) {
  return (
    <strong style={{ fontWeight: 600, wordBreak: "break-word", overflowWrap: "anywhere", unicodeBidi: "isolate" }}>
      {children}
    </strong>
  );
}

export function TextLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="accent" style={{ color: LIGHT.accent, textDecoration: "underline" }}>
      {children}
    </Link>
  );
}

/** The one thing to do, and the same address in full for programs that show no buttons. */
export function PrimaryLink({ href, children }: { href: string; children: string }) {
  return (
    <>
      <Section style={{ margin: "4px 0 16px" }}>
        <Button href={href} className="button" style={BUTTON}>
          {children}
        </Button>
      </Section>
      <Small>
        Or open this address:
        <br />
        <Link href={href} className="muted" style={{ ...ADDRESS, color: LIGHT.muted }}>
          {href}
        </Link>
      </Small>
    </>
  );
}

/** A line of somebody's own words; what they linked to is a link that shows where it leads. */
export function LinkedLine({ children }: { children: string }) {
  return (
    <Text className="ink" style={{ ...BASE, ...ANYWHERE, margin: "0 0 8px" }}>
      {children.split(ADDRESS_IN).map((part, at) =>
        at % 2 === 1 ? (
          <TextLink key={part} href={part}>
            {part}
          </TextLink>
        ) : (
          part
        ),
      )}
    </Text>
  );
}

const ADDRESS_IN = /(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)])/;

/** A picture that goes along with the mail. It is drawn on paper of its own, which stays light in the dark. */
export function Chart({ id, alt }: { id: string; alt: string }) {
  return (
    <Section style={{ margin: "0 0 20px" }}>
      <Img src={`cid:${id}`} alt={alt} width={PICTURE_WIDTH} style={PICTURE} />
    </Section>
  );
}

/** What is known of something, one line each. */
export function Facts({ of }: { of: [name: string, value: string][] }) {
  return (
    <table className="wash" role="presentation" cellPadding={0} cellSpacing={0} style={FACTS}>
      <tbody>
        {of.map(([name, value]) => (
          <tr key={name}>
            <td className="muted" style={{ ...SMALL, padding: "3px 14px", verticalAlign: "top" }}>
              {name.replaceAll(" ", "\u00a0")}
            </td>
            <td className="ink" style={{ ...FACT, padding: "3px 14px 3px 0", width: "100%", verticalAlign: "top" }}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How wide a mail is where there is room, in pixels, and what its margins leave of that for a picture. */
const PAGE = 560;
const PICTURE_WIDTH = 470;

const SMALL = { fontSize: 13, lineHeight: "20px", color: LIGHT.muted };
const BASE = { fontSize: 15, lineHeight: "24px", color: LIGHT.ink };
const LEAD = { fontSize: 18, lineHeight: "27px", color: LIGHT.ink };
const ANYWHERE = { wordBreak: "break-word", overflowWrap: "anywhere" } as const;

const TITLE = { fontSize: 24, lineHeight: "30px", fontWeight: 600, color: LIGHT.ink, margin: "0 0 16px", ...ANYWHERE };
const CARD = {
  backgroundColor: LIGHT.card,
  border: `1px solid ${LIGHT.hairline}`,
  borderRadius: 10,
  padding: "28px 28px 16px",
};
/** Outlook for Windows goes by the attribute alone, and knows no part of a width; all others by this. */
const PICTURE = {
  display: "block",
  width: "100%",
  maxWidth: PICTURE_WIDTH,
  height: "auto",
  borderRadius: 10,
  backgroundColor: LIGHT.card,
  fontSize: 13,
  color: LIGHT.muted,
} as const;
const BUTTON = {
  backgroundColor: LIGHT.accent,
  color: LIGHT.onAccent,
  borderRadius: 6,
  padding: "10px 18px",
  fontSize: 15,
  lineHeight: "20px",
  fontWeight: 500,
  textDecoration: "none",
};
const ADDRESS = { fontFamily: MONO, fontSize: 13, textDecoration: "underline", wordBreak: "break-all" } as const;
const FACTS = {
  width: "100%",
  backgroundColor: LIGHT.wash,
  borderRadius: 6,
  padding: "8px 0",
  margin: "0 0 16px",
};
const FACT = { fontSize: 13, lineHeight: "20px", color: LIGHT.ink, ...ANYWHERE };
