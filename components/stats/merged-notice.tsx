import { Notice } from "@/components/ui/notice";

/** After another stat was merged into this one: what happened. */
export function MergedNotice() {
  return (
    <Notice>Merged: this stat has the numbers of both, and what is sent under the other’s names arrives here.</Notice>
  );
}
