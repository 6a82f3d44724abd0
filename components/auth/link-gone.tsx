import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { AuthHeading } from "./auth-heading";

interface LinkGoneProps {
  /** Why, when it is not that the link was used or has expired. */
  refusal?: string;
  /** Where to get another one, and what the button says. */
  href: string;
  another: string;
}

/** In place of what a mailed link opens, when it opens nothing any more. */
export function LinkGone({ refusal, href, another }: LinkGoneProps) {
  return (
    <>
      <AuthHeading title="This link does not work any more">
        {refusal ?? "It was used already, has expired, or was not copied in full. Nothing has changed."}
      </AuthHeading>
      <Link href={href} className={buttonLook("primary")}>
        {another}
      </Link>
    </>
  );
}
