import { Link } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import type { TeamMenuView } from "@/lib/presenters/view/team";

interface TeamMenuProps {
  teams: TeamMenuView;
  switchTo: (form: FormData) => Promise<void>;
  signOut: () => Promise<void>;
}

const ITEM =
  "flex min-h-10 w-full items-center rounded-small px-3 py-1.5 text-left wrap-anywhere transition-colors duration-150 hover:bg-wash";

/** Which team one works in, the others to work in, and the way out. */
export function TeamMenu({ teams, switchTo, signOut }: TeamMenuProps) {
  return (
    <Menu label={`${teams.current}: teams and signing out`} text={teams.current}>
      {teams.others.length > 0 && (
        <>
          <p className="px-3 pt-1.5 pb-1 text-small text-muted">Work in another team</p>
          <ul className="max-h-72 overflow-y-auto">
            {teams.others.map(({ id, name }) => (
              <li key={id}>
                <form action={switchTo}>
                  <input type="hidden" name="id" value={id} />
                  <button type="submit" className={ITEM}>
                    {name}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </>
      )}
      <ul className="border-hairline not-first:mt-1.5 not-first:border-t not-first:pt-1.5">
        <li>
          <Link href="/teams/new" className={ITEM}>
            New team
          </Link>
        </li>
        <li>
          <Link href="/settings/you" className={ITEM}>
            Your account
          </Link>
        </li>
        <li>
          <form action={signOut}>
            <button type="submit" className={ITEM}>
              Sign out
            </button>
          </form>
        </li>
      </ul>
    </Menu>
  );
}
