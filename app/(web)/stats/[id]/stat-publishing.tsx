import { PublishButton } from "@/app/(web)/settings/public/publish-button";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { Context } from "@/lib/context";
import { embedHref } from "@/lib/presenters/view/embed-builder";

interface StatPublishingProps {
  ctx: Context;
  /** Of a stat that is the team's own. */
  id: string;
  /** What is shown of it, as the address says it. */
  query: string;
}

/** The ways out for a stat: a chart of it on other pages, and a page of its own for everybody. */
export function StatPublishing({ ctx, id, query }: StatPublishingProps) {
  return (
    <Section
      id="publish"
      title="Embed and publish"
      about="A chart of it on any page, in a README or as a badge; or a page of its own for everybody."
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Link href={embedHref([id], query)} className={buttonLook("plain")}>
          Embed…
        </Link>
        <p className="text-small text-muted">
          Starts from what you see above. You choose the rest with a live preview.
        </p>
      </div>
      <div className="border-t border-hairline pt-5">
        <PublishButton ctx={ctx} what="stat" id={id} />
      </div>
    </Section>
  );
}
