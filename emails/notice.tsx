import { Facts, Paragraph, PrimaryLink } from "./layout";
import type { Template } from "./template";
import { HAS_ACCOUNT } from "./words";

interface Notice {
  subject: string;
  title?: string;
  happened: string;
  facts: [name: string, value: string][];
  /** What to do if it was somebody else. */
  otherwise: string;
  href: string;
  button: string;
  why?: string;
}

/** A security notice: what happened, when and where from, and what to do if it was somebody else. */
export function notice({ subject, title, happened, facts, otherwise, href, button, why }: Notice): Template {
  return {
    subject,
    title: title ?? subject,
    preview: happened,
    why: why ?? HAS_ACCOUNT,
    html: (
      <>
        <Paragraph>{happened}</Paragraph>
        <Facts of={facts} />
        <Paragraph>{otherwise}</Paragraph>
        <PrimaryLink href={href}>{button}</PrimaryLink>
      </>
    ),
    text: [happened, facts.map(([name, value]) => `  ${name}: ${value}`).join("\n"), otherwise, `${button}:\n${href}`],
  };
}
