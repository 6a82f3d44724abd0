import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { AuthHeading } from "./auth-heading";

export function AddressConfirmed({ email }: { email: string }) {
  return (
    <>
      <AuthHeading title="Your address is confirmed">
        <strong className="font-medium text-ink">{email}</strong> is yours: links to sign in and to reset your password
        go there.
      </AuthHeading>
      <Link href="/stats" className={buttonLook("primary")}>
        Go to your stats
      </Link>
    </>
  );
}
