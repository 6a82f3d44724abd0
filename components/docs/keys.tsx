import { Chapter } from "./chapter";
import { C } from "./code";
import { Facts } from "./facts";

export function Keys() {
  return (
    <Chapter id="keys" title="Keys">
      <p>
        A key is shown once, when it is made; after that only its first characters are known here. A revoked key is
        refused within a second. Send it as <C>Authorization: Bearer …</C> or <C>X-Api-Key</C>.
      </p>
      <Facts
        label="Kinds of keys"
        rows={[
          ["sn_in_…", "Ingest: sends numbers and can do nothing else. This is the EZ key."],
          ["sn_rd_…", "Read: sees everything of the team, changes nothing."],
          ["sn_rw_…", "Manage: reads and changes everything of the team."],
        ]}
      />
    </Chapter>
  );
}
