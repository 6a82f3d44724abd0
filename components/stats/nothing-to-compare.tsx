import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";

export function NothingToCompare() {
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Compare</h1>
      <p className="mt-2 mb-6 max-w-prose text-muted">
        Up to eight stats fit in one chart. Tick them in the list and press Compare; the address of the chart says
        everything, so you can share it with your team.
      </p>
      <Link href="/stats" className={buttonLook("primary")}>
        Choose stats
      </Link>
    </>
  );
}
