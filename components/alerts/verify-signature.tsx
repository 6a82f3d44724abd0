import { CodeTabs } from "@/components/ui/code-tabs";
import { Link } from "@/components/ui/link";
import { VERIFY_SNIPPETS } from "@/lib/presenters/view/verify-snippets";

/** How a receiver makes sure that a call is ours. */
export function VerifySignature() {
  return (
    <div className="grid gap-3">
      <CodeTabs snippets={VERIFY_SNIPPETS} label="Check the signature" />
      <p className="text-small text-muted">
        The same event may come more than once, always with the same <code className="font-mono">webhook-id</code>: take
        it once.{" "}
        <Link href="/docs/webhooks" className="prose-link">
          All about our webhooks
        </Link>
      </p>
    </div>
  );
}
