/** How long a session lasts from signing in; it is not prolonged by use through our own pages. */
export const SESSION_SECONDS = 30 * 24 * 3_600;

const NAME = "next-auth.session-token";

export interface SessionCookie {
  name: string;
  options: { httpOnly: true; sameSite: "lax"; path: "/"; secure: boolean };
}

/** The session's cookie at a base URL. Over https it is bound to the very host by its prefix. */
export function sessionCookie(base: string): SessionCookie {
  const secure = base.startsWith("https:");
  return {
    name: secure ? `__Host-${NAME}` : NAME,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  };
}
