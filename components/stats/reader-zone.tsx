"use client";

import { useSyncExternalStore } from "react";
import { Link } from "@/components/ui/link";
import { OPTION } from "./option-look";

interface ReaderZoneProps {
  /** The address of the chart in a zone, up to `tz=`. */
  href: string;
  /** What is offered already: there is nothing to add when the reader lives there. */
  others: string[];
}

const never = () => () => {};

/** The clocks of whoever reads, which only their browser knows. */
export function ReaderZone({ href, others }: ReaderZoneProps) {
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "",
  );
  const words = zone.replaceAll("_", " ");
  if (zone === "" || others.some((other) => other.includes(words))) return null;
  return (
    <Link href={href + encodeURIComponent(zone)} scroll={false} className={OPTION}>
      Yours ({words})
    </Link>
  );
}
