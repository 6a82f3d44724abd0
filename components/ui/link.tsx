import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * A link within the site. It fetches nothing ahead: every page is made anew for the one who asks, and each live
 * update of a page would otherwise ask for all the pages it links to once more.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
