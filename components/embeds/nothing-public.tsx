import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";

/** Before the first embed and the first public page: what they are, and the way there. */
export function NothingPublic() {
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-muted">
        Nothing is public. To show a chart on a page, in a README or on a wall, open a stat and choose Embed. To let
        anybody see a stat or a dashboard, open it and choose Make public.
      </p>
      <p>
        <Link href="/stats" className={buttonLook("plain")}>
          Your stats
        </Link>
      </p>
    </div>
  );
}
