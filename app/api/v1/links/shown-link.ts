import type { Context } from "@/lib/context";
import { canManageLinks } from "@/lib/domain/can";
import { baseUrl } from "@/lib/env";
import type { presentLink } from "@/lib/presenters/http/link-answers";

/** How links are presented to whoever asks: their tokens are secrets, told only to those who may hand them on. */
export function shownTo({ actor }: Context): Parameters<typeof presentLink>[1] {
  const reveals = (actor.kind === "user" || actor.kind === "key") && canManageLinks(actor);
  return { base: baseUrl(), reveals };
}
