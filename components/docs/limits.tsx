import { displayExact } from "@/lib/domain/number";
import { Chapter } from "./chapter";
import { C } from "./code";
import { Facts } from "./facts";

export interface LimitsShown {
  stats: number;
  newStatsPerMinute: number;
  pointsPerSecond: number;
}

export function Limits({ stats, newStatsPerMinute, pointsPerSecond }: LimitsShown) {
  return (
    <Chapter id="limits" title="Limits">
      <Facts
        label="Limits"
        rows={[
          ["Stats", `${displayExact(stats)} for a team, ${displayExact(newStatsPerMinute)} new ones a minute`],
          ["Points", `${displayExact(pointsPerSecond)} a second for a team`],
          ["Size", "5 MiB for a call"],
          ["Numbers", "finite, up to 1e100 either way"],
          ["Answers", "2,000 points for a stat in one answer; 8 stats in one chart"],
          ["Annotations", "10,000 for a team, 300 a minute"],
          ["Minutes", "kept for ever, or for the days that the stat’s settings say; then quarters of an hour"],
          ["Trash", "48 hours to change your mind"],
        ]}
      />
      <p>
        Over a limit the answer is <C>429</C>, when the server has too much to do <C>503</C>; both say in{" "}
        <C>Retry-After</C> how many seconds to wait. Nothing of such a call was stored.
      </p>
    </Chapter>
  );
}

export function Errors() {
  return (
    <Chapter id="errors" title="Errors">
      <p>
        StatHat’s own calls (<C>/ez</C>, <C>/c</C>, <C>/v</C>) answer as StatHat did: HTTP 200, with the error in the
        body.
      </p>
      <Facts
        label="Errors of StatHat's calls"
        rows={[
          ["no ezkey specified", "The call has no ezkey."],
          ["unknown ezkey", "Nobody has this key: it was mistyped, or is an old one that was not brought."],
          ["this ezkey was revoked", "Or has expired: make another in the settings."],
          ["no stat", "The call names no stat."],
          ["no count or value", "The call has no number."],
          ["stat is a counter", "The stat’s first number made it the other kind; send count instead of value."],
          ["invalid keys", "A classic key and user key do not belong together."],
          ["json too long", "The batch is too large: send it in parts."],
        ]}
      />
      <p>
        Everything under <C>/api/v1</C> answers errors with their status and <C>application/problem+json</C> (RFC 9457):{" "}
        <C>detail</C> says what happened, <C>errors</C> points at each part of the input that is at fault.
      </p>
      <Facts
        label="Statuses of the API"
        rows={[
          ["400", "The input is malformed."],
          ["401", "No key, or one that is unknown, revoked or expired."],
          ["403", "This key may not do that."],
          ["404", "There is nothing here; somebody else’s things look just the same."],
          [
            "409",
            "The name feeds another stat, the idempotency key was used for other numbers, or the key was rotated before.",
          ],
          ["413", "The call is too large."],
          ["415", "Not JSON."],
          ["422", "None of the numbers could be stored, each is told why; or two stats cannot be one."],
          ["429, 503", "Wait as long as Retry-After says."],
        ]}
      />
    </Chapter>
  );
}
