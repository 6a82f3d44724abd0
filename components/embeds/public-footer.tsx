import { Mark } from "@/components/ui/logo";
import { ThemeToggle } from "@/components/ui/theme";

/** Whose work a public page is, and nothing else. */
export function PublicFooter() {
  return (
    <footer className="mt-auto border-t border-hairline">
      <div className="mx-auto flex w-full max-w-[68rem] items-center justify-between gap-4 px-4 py-4 text-small text-muted sm:px-6">
        <a href="/" className="inline-flex min-h-9 items-center gap-2 hover:text-ink">
          <Mark />
          <span>
            Kept by <span className="font-medium text-ink">Statnest</span>
          </span>
        </a>
        <ThemeToggle />
      </div>
    </footer>
  );
}
