import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";

/** On through a long list, and back to its start; nothing when it fits on one page. */
export function Pager({ first, next }: { first: string | null; next: string | null }) {
  if (first === null && next === null) return null;
  return (
    <nav aria-label="Pages" className="flex gap-3">
      {first !== null && (
        <Link href={first} className={buttonLook("plain")}>
          First page
        </Link>
      )}
      {next !== null && (
        <Link href={next} className={buttonLook("plain")}>
          Next page
        </Link>
      )}
    </nav>
  );
}
