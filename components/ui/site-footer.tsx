import { Link } from "./link";

export function SiteFooter() {
  return (
    <footer className="mt-auto border-t border-hairline">
      <div className="mx-auto flex w-full max-w-[68rem] flex-wrap items-center gap-x-6 gap-y-2 px-4 py-6 text-small text-muted sm:px-6">
        <p className="mr-auto">Statnest keeps an eye on your numbers.</p>
        <Link href="/docs" className="inline-flex min-h-6 items-center underline underline-offset-3 hover:text-ink">
          How to send and read
        </Link>
        <p className="hidden sm:block">
          Press <kbd className="rounded-small border border-edge px-1.5 font-mono">?</kbd> for shortcuts
        </p>
      </div>
    </footer>
  );
}
