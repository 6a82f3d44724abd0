import { Link } from "./link";

/** To the list that what is shown here stands in. */
export function WayBack({ href, to }: { href: string; to: string }) {
  return (
    <Link href={href} className="inline-flex min-h-6 items-center text-muted hover:text-ink hover:underline">
      ← {to}
    </Link>
  );
}
