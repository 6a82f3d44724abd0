import { KEY_PATTERN } from "@/lib/domain/key";
import { Chapter, Part } from "./chapter";
import { C, Code } from "./code";
import { Facts } from "./facts";

const PARTS = KEY_PATTERN.replaceAll("\\b", "");

const GITLEAKS = `[[rules]]
id = "statnest-key"
description = "Statnest API key"
regex = '''${KEY_PATTERN}'''
keywords = ["sn_in_", "sn_rd_", "sn_rw_"]`;

const SECRETLINT = JSON.stringify(
  {
    rules: [
      {
        id: "@secretlint/secretlint-rule-pattern",
        options: { patterns: [{ name: "Statnest API key", patterns: [`/${KEY_PATTERN}/g`] }] },
      },
    ],
  },
  null,
  2,
);

export function Keys({ origin }: { origin: string }) {
  return (
    <Chapter id="keys" title="Keys">
      <p>
        Owners and admins of a team make keys in the settings. A key is shown once, when it is made; after that only its
        first characters are known here. Send it as <C>Authorization: Bearer …</C> or <C>X-Api-Key</C>.
      </p>
      <Facts
        label="Kinds of keys"
        rows={[
          ["sn_in_…", "Ingest: sends numbers and can do nothing else. This is the EZ key."],
          ["sn_rd_…", "Read: sees everything of the team but who did what in it, changes nothing, sends nothing."],
          ["sn_rw_…", "Manage: reads and changes what an admin can, other keys included; sends nothing."],
        ]}
      />
      <p>
        A key ends when it expires, if it was made to, or when it is revoked: every process refuses it within a second
        then. It goes on working when the person who made it leaves the team, and its list says so. Owners and admins
        with a proved address get a mail when a key that reads or manages was made.
      </p>
      <Part title="Rotate a key">
        <p>
          A rotation makes a new key of the same kind and name. The old one works beside it for as long as you say, a
          day unless you say otherwise, at most 30, and never longer than it would have. A key is rotated once; then its
          follower is.
        </p>
        <Code label="Rotate a key">{`curl -X POST -H "Authorization: Bearer YOUR_MANAGE_KEY" -H "Content-Type: application/json" \\
  -d '{"overlap_hours": 48}' ${origin}/api/v1/keys/ID/rotate`}</Code>
        <p>
          A stat’s classic key and the team’s user key are made anew on the page of a stat, under “Classic API”. They
          have no overlap: what sends with the old ones is refused within a second.
        </p>
      </Part>
      <Part title="Bring your old EZ key">
        <p>
          Scripts written for StatHat hold an EZ key that is an email address or some other text. Bring it under “Old EZ
          keys” in the settings, change the host in the scripts, and nothing else. An address must be a proved one of
          somebody in the team; any other text has 6 to 100 characters and no <C>~</C>, and can be one team’s only. Such
          a key sends and does nothing else. As anybody may guess it, give new programs a key that was made here.
        </p>
        <Code label="Bring an old EZ key">{`curl -X POST -H "Authorization: Bearer YOUR_MANAGE_KEY" -H "Content-Type: application/json" \\
  -d '{"kind": "ingest", "alias": "THE_OLD_KEY", "name": "old scripts"}' ${origin}/api/v1/keys`}</Code>
      </Part>
      <Part title="Find keys that leaked">
        <p>
          Every key made here is a prefix, 32 random characters and six of checksum, and matches one expression. Give it
          to the scanner of your repositories.
        </p>
        <Code label="The expression">{KEY_PATTERN}</Code>
        <Code label="A rule for gitleaks">{GITLEAKS}</Code>
        <Code label="A rule for secretlint">{SECRETLINT}</Code>
        <p>
          As a custom pattern of GitHub the secret’s format is <C>{PARTS}</C>; leave what stands before and after it as
          it is proposed.
        </p>
        <p>
          A scanner can tell a real key from a made-up one without asking us. Its last six characters are the CRC-32
          (that of zlib) of all before them, written with the digits <C>0–9A–Za–z</C> in base 62, the highest first.
          Keys found somewhere they should not be are revoked or rotated in the settings.
        </p>
      </Part>
    </Chapter>
  );
}
