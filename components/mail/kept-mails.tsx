import { Link } from "@/components/ui/link";
import { Refresh } from "@/components/ui/refresh";
import { TimeAgo } from "@/components/ui/time-ago";
import type { KeptMailRow } from "@/lib/presenters/view/kept-mail";

/** Mails that were kept as files, the newest on top. */
export function KeptMails({ rows }: { rows: KeptMailRow[] }) {
  return (
    <div className="mx-auto w-full max-w-[68rem] px-4 py-10 sm:px-6">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="text-title font-semibold tracking-tight">Mail</h1>
        <span className="text-small text-muted">
          <Refresh everySeconds={3} />
        </span>
      </header>
      <p className="mt-2 mb-6 max-w-prose text-muted">
        Without <code className="font-mono text-small">RESEND_API_KEY</code> no mail goes out: it is kept in the data
        folder instead. Only you, at this machine, see this page.
      </p>
      {rows.length === 0 ? (
        <p className="border-t border-hairline py-8 text-muted">
          No mail yet. Ask for a sign-in link, for example, and it is here seconds later.
        </p>
      ) : (
        <ul aria-label="Mails" className="border-t border-hairline">
          {rows.map(({ href, to, subject, kept }) => (
            <li key={href} className="border-b border-hairline">
              <Link
                href={href}
                className="-mx-2 grid gap-x-6 rounded-small px-2 py-3 hover:bg-wash sm:grid-cols-[minmax(0,1fr)_auto]"
              >
                <span className="font-medium wrap-anywhere">{subject}</span>
                <span className="text-small text-muted sm:row-span-2 sm:self-center">
                  <TimeAgo at={kept} />
                </span>
                <span className="text-small text-muted wrap-anywhere">to {to}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
