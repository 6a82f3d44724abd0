/** How long a session lasts from signing in; it is not prolonged by use through our own pages. */
export const SESSION_SECONDS = 30 * 24 * 3_600;

/** How long a session may lie unused before it ends. */
export const IDLE_SECONDS = 14 * 24 * 3_600;

export interface HostCookie {
  name: string;
  options: { httpOnly: true; sameSite: "lax"; path: "/"; secure: boolean };
}

/** A cookie of ours at a base URL. Over https it is bound to the very host by its prefix. */
export function hostCookie(name: string, base: string): HostCookie {
  const secure = base.startsWith("https:");
  return { name: secure ? `__Host-${name}` : name, options: { httpOnly: true, sameSite: "lax", path: "/", secure } };
}

/** The session's cookie at a base URL. */
export function sessionCookie(base: string): HostCookie {
  return hostCookie("next-auth.session-token", base);
}
