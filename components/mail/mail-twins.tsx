import type { MailTwins as View } from "@/lib/presenters/view/kept-mail";

/** A mail in HTML and in text. No script of it runs, and it sees nothing of the page around it. */
export function MailTwins({ of: { subject, document, text } }: { of: View }) {
  return (
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
  );
}
