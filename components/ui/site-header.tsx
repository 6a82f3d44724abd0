import { Bell, LayoutDashboard, Newspaper, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { buttonLook } from "./button-look";
import { Link } from "./link";
import { Mark } from "./logo";
import { End, ONCE_WHOLE } from "./once-whole";
import { ThemeToggle } from "./theme";

const LINK =
  "inline-flex min-h-9 items-center rounded-small px-2 whitespace-nowrap text-ink transition-colors duration-150 hover:bg-wash sm:px-3";

interface SiteHeaderProps {
  signedIn: boolean;
  /** What belongs to the one who is signed in. */
  menu?: ReactNode;
  /** How many alerts ring now, of the one who is signed in. */
  ringing?: ReactNode;
}

/** The top of every page: where you are, where else to go, and the theme. */
export function SiteHeader({ signedIn, menu, ringing }: SiteHeaderProps) {
  return (
    <header className="border-b border-hairline">
      <div
        className={`${ONCE_WHOLE} mx-auto flex min-h-14 w-full max-w-[68rem] items-center gap-1 px-4 sm:gap-2 sm:px-6`}
      >
        <Link
          href="/"
          className="mr-auto inline-flex min-h-9 items-center gap-2 text-lead font-semibold tracking-tight"
        >
          <Mark />
          <span className={signedIn ? "max-sm:sr-only" : "max-[25rem]:sr-only"}>Statnest</span>
        </Link>
        <nav aria-label="Main" className="flex items-center gap-0.5 sm:gap-1">
          {/* On a phone the menu needs its room; the footer leads there too. */}
          <Link href="/docs" className={`${LINK} ${signedIn ? "max-sm:hidden" : ""}`}>
            Docs
          </Link>
          {signedIn ? <ForMembers ringing={ringing} /> : <ForVisitors />}
        </nav>
        {menu}
        <ThemeToggle />
        <End />
      </div>
    </header>
  );
}

function ForMembers({ ringing }: { ringing: ReactNode }) {
  return (
    <>
      <Link href="/settings" title="Settings" className={LINK}>
        <span className="max-lg:sr-only">Settings</span>
        <Settings size={17} aria-hidden="true" className="lg:hidden" />
      </Link>
      <Link href="/alerts" title="Alerts" className={LINK}>
        <span className="max-lg:sr-only">Alerts</span>
        <Bell size={17} aria-hidden="true" className="lg:hidden" />
        {ringing}
      </Link>
      <Link href="/reports" title="Reports" className={LINK}>
        <span className="max-lg:sr-only">Reports</span>
        <Newspaper size={17} aria-hidden="true" className="lg:hidden" />
      </Link>
      <Link href="/dashboards" title="Dashboards" className={LINK}>
        <span className="max-lg:sr-only">Dashboards</span>
        <LayoutDashboard size={17} aria-hidden="true" className="lg:hidden" />
      </Link>
      <Link href="/stats" className={`${LINK} font-medium`}>
        <span className="hidden sm:inline">Your stats</span>
        <span className="sm:hidden">Stats</span>
      </Link>
    </>
  );
}

function ForVisitors() {
  return (
    <>
      <Link href="/signin" className={LINK}>
        Sign in
      </Link>
      <Link href="/signup" className={`${buttonLook("primary")} px-3! min-h-9!`}>
        Sign up
      </Link>
    </>
  );
}
