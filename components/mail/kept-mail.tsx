import { TimeAgo } from "@/components/ui/time-ago";
import { WayBack } from "@/components/ui/way-back";
import type { KeptMailView } from "@/lib/presenters/view/kept-mail";
import { MailTwins } from "./mail-twins";

/** A mail that was kept, as both kinds of mail programs show it. */
export function KeptMail({ mail }: { mail: KeptMailView }) {
  const { from, to, subject, kept } = mail;
  return (
    <div className="mx-auto w-full max-w-[68rem] px-4 py-10 sm:px-6">
      <p className="mb-2 text-small">
        <WayBack href="/dev/mail" to="All mail" />
      </p>
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">{subject}</h1>
      <p className="mt-1 mb-6 text-small text-muted wrap-anywhere">
        from {from} · to {to} · <TimeAgo at={kept} />
      </p>
      <MailTwins of={mail} />
    </div>
  );
}
