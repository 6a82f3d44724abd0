import { shortLine } from "@/lib/domain/one-line";
import type { Role } from "@/lib/domain/team";
import { Name, Paragraph, PrimaryLink, Small } from "./layout";
import type { About, LetterOf, Template } from "./template";
import { momentWords } from "./words";

const MAY: Record<Role, string> = {
  owner: "see and change everything, and decide who is in the team",
  admin: "see and change its stats, and manage its people and keys",
  member: "see its stats and change them",
  viewer: "see its stats",
};

export function invitation({ team, by, role, link, until }: LetterOf<"invitation">, { to }: About): Template {
  const as = `${role === "owner" || role === "admin" ? "an" : "a"} ${role}`;
  const may = `As ${as} you can ${MAY[role]}.`;
  const works = `The invitation is for ${to} and works until ${momentWords(until)}. You see what you accept before you do.`;
  return {
    subject: `${shortLine(by, 60)} invites you to ${shortLine(team, 60)}`,
    title: "You are invited to a team",
    preview: may,
    why: "You get this mail because somebody entered your address at Statnest. If you do not know them, do nothing.",
    html: (
      <>
        <Paragraph>
          <Name>{by}</Name> invites you to the team <Name>{team}</Name> at Statnest, where numbers that programs send
          become graphs. {may}
        </Paragraph>
        <PrimaryLink href={link}>See the invitation</PrimaryLink>
        <Small>{works}</Small>
      </>
    ),
    text: [
      `${by} invites you to the team "${team}" at Statnest, where numbers that programs send become graphs. ${may}`,
      `See the invitation:\n${link}`,
      works,
    ],
  };
}
