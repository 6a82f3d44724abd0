import { Link } from "@/components/ui/link";
import { TimeAgo } from "@/components/ui/time-ago";
import type { KeptMailView } from "@/lib/presenters/view/kept-mail";

/** A mail as both kinds of mail programs show it. No script of it runs, and it sees nothing of this page. */
export function KeptMail({ mail: { from, to, subject, kept, document, text } }: { mail: KeptMailView }) {
  return (
    <div className="mx-auto w-full max-w-[68rem] px-4 py-10 sm:px-6">
      <p className="mb-2 text-small">
        <Link href="/dev/mail" className="inline-flex min-h-6 items-center text-muted hover:text-ink hover:underline">
          ← All mail
        </Link>
      </p>
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">{subject}</h1>
      <p className="mt-1 mb-6 text-small text-muted wrap-anywhere">
        from {from} · to {to} · <TimeAgo at={kept} />
      </p>
      <div className="grid gap-6 lg:grid-cols-2">
        <section aria-label="HTML" className="min-w-0">
          <h2 className="mb-2 text-small font-medium text-muted">HTML</h2>
          <iframe
            title={`${subject}, as HTML`}
            srcDoc={document}
            sandbox="allow-top-navigation-by-user-activation"
            className="h-[52rem] w-full rounded border border-hairline bg-card"
          />
        </section>
        <section aria-label="Text" className="min-w-0">
          <h2 className="mb-2 text-small font-medium text-muted">Text</h2>
          <pre className="rounded border border-hairline bg-card p-4 font-mono text-small wrap-anywhere whitespace-pre-wrap">
            {text.map(({ part, href, at }) =>
              href === null ? (
                part
              ) : (
                <a key={at} href={href} className="prose-link">
                  {part}
                </a>
              ),
            )}
          </pre>
        </section>
      </div>
    </div>
  );
}
