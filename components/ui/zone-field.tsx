"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** The reader's own time zone, sent along unseen; empty without JavaScript. */
export function ZoneField() {
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "",
  );
  return <input type="hidden" name="zone" value={zone} readOnly />;
}
