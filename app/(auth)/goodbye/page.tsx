import type { Metadata } from "next";
import { Link } from "@/components/ui/link";

export const metadata: Metadata = { title: "Goodbye" };

export default function GoodbyePage() {
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight">Your account is deleted</h1>
      <p className="mt-2 mb-4">
        You are signed out everywhere, and the keys of the teams that went with it open nothing any more. Their numbers
        are being deleted, which takes minutes.
      </p>
      <p className="text-muted">
        Thank you for having been here.{" "}
        <Link href="/" className="prose-link">
          Back to the front page
        </Link>
      </p>
    </>
  );
}
