import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/copy-line";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { LinkRow } from "@/lib/presenters/view/link-row";
import type { Publishing } from "@/lib/presenters/view/publishing";
import { LinkNotes } from "./embed-facts";
import { type LinkActions, LinkControls } from "./link-controls";
import { LinkState } from "./link-state";

interface PublishPanelProps {
  of: Publishing;
  what: "stat" | "dashboard";
  /** Its id, which `publish` reads as `id`. */
  id: string;
  publish: (before: FormState, form: FormData) => Promise<FormState>;
  links: LinkActions;
}

/** Makes a stat or a dashboard public, and shows where it is and how to take it back. */
export function PublishPanel({ of, what, id, publish, links }: PublishPanelProps) {
  if (of.link !== null) return <Published row={of.link} links={links} />;
  if (of.open) return <p className="max-w-prose text-muted">Anybody who was given its address sees this {what}.</p>;
  if (of.whyNot !== null) return <p className="max-w-prose text-muted">{of.whyNot}</p>;
  return (
    <ActionForm action={publish} label="Make public" className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <input type="hidden" name="id" value={id} />
      <SubmitButton tone="plain" pending="Publishing…">
        Make public
      </SubmitButton>
      <p className="text-small text-muted">
        Anybody with the address sees this {what}, without an account. You can pause it or take it back at any time.
      </p>
    </ActionForm>
  );
}

function Published({ row, links }: { row: LinkRow; links: LinkActions }) {
  return (
    <div className="grid gap-3">
      <CopyLine text={row.address} label="Public address" />
      <p className="flex flex-wrap items-center gap-x-3 text-small text-muted">
        <LinkState state={row.state} />
        <LinkNotes row={row} />
        <a
          href={row.address}
          target="_blank"
          rel="noopener"
          className="inline-flex min-h-6 items-center text-accent underline underline-offset-3"
        >
          Open
        </a>
      </p>
      <LinkControls row={row} actions={links} />
    </div>
  );
}
