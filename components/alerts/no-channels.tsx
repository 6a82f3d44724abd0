import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { CHANNEL_KINDS } from "@/lib/domain/channel";
import { CHANNEL_WORDS } from "@/lib/presenters/view/channel-row";

/** No way out yet: what there is to choose from. */
export function NoChannels({ may }: { may: boolean }) {
  return (
    <section aria-label="No channels yet" className="rounded border border-hairline bg-card p-6 sm:p-8">
      <h2 className="text-lead font-semibold">No channels yet</h2>
      <p className="mt-1 max-w-prose text-muted">
        {may
          ? "Without one an alert rings here and tells nobody. Each can be tested before anything happens."
          : "Members of the team make them; until then alerts ring here and tell nobody."}
      </p>
      {may && (
        <ul className="mt-4 flex flex-wrap gap-2">
          {CHANNEL_KINDS.map((kind) => (
            <li key={kind}>
              <Link href={`/alerts/channels/new?kind=${kind}`} className={buttonLook("plain")}>
                {CHANNEL_WORDS[kind]}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
