import { buttonLook } from "./button-look";
import { Link } from "./link";

/** What is shown where nothing is: the same words for what never was and for what is somebody else's. */
export function NotHere() {
  return (
    <div className="py-10">
      <p className="figures text-hero text-muted">404</p>
      <h1 className="mt-2 text-title font-semibold tracking-tight">There is nothing here</h1>
      <p className="mt-2 max-w-prose text-muted">
        The address may be mistyped, or what was here is gone or belongs to another team. Nothing else is lost.
      </p>
      <p className="mt-6 flex flex-wrap gap-3">
        <Link href="/stats" className={buttonLook("primary")}>
          Your stats
        </Link>
        <Link href="/" className={buttonLook("plain")}>
          Front page
        </Link>
      </p>
    </div>
  );
}
