import { Bell, LayoutDashboard, Newspaper, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { buttonLook } from "./button-look";
import { Link } from "./link";
import { Mark } from "./logo";
import { NavLink } from "./nav-link";
import { End, ONCE_WHOLE } from "./once-whole";
import { ThemeToggle } from "./theme";

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
      <NavLink href="/stats">
        <span className="hidden sm:inline">Your stats</span>
        <span className="sm:hidden">Stats</span>
      </NavLink>
      <NavLink href="/dashboards" title="Dashboards">
        <span className="max-lg:sr-only">Dashboards</span>
        <LayoutDashboard size={17} aria-hidden="true" className="lg:hidden" />
      </NavLink>
      <NavLink href="/alerts" title="Alerts">
        <span className="max-lg:sr-only">Alerts</span>
        <Bell size={17} aria-hidden="true" className="lg:hidden" />
        {ringing}
      </NavLink>
      <NavLink href="/reports" title="Reports">
        <span className="max-lg:sr-only">Reports</span>
        <Newspaper size={17} aria-hidden="true" className="lg:hidden" />
      </NavLink>
      <NavLink href="/settings" title="Settings">
        <span className="max-lg:sr-only">Settings</span>
        <Settings size={17} aria-hidden="true" className="lg:hidden" />
      </NavLink>
      {/* On a phone the menu needs its room; the footer leads there too. */}
      <NavLink href="/docs" className="max-sm:hidden">
        Docs
      </NavLink>
    </>
  );
}

function ForVisitors() {
  return (
    <>
      <NavLink href="/docs">Docs</NavLink>
      <NavLink href="/signin">Sign in</NavLink>
      <Link href="/signup" className={`${buttonLook("primary")} px-3! min-h-9!`}>
        Sign up
      </Link>
    </>
  );
}
