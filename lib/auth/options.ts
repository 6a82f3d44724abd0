import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { systemClock } from "@/lib/clock";
import { baseUrl, env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { endSessions } from "@/lib/interactors/accounts/end-sessions";
import { signIn } from "@/lib/interactors/accounts/sign-in";
import { log } from "@/lib/log";
import { sharedStore } from "@/lib/store/engine/shared-store";
import { SESSION_SECONDS, sessionCookie } from "./cookie";
import { sessionActor, sessionOf } from "./session-token";

declare module "next-auth" {
  interface User {
    tokenVersion: number;
  }
  interface Session {
    user?: { id: string; name?: null };
  }
}

/** What next-auth is told. A function, since importing a route while building must not ask for a configuration. */
export function authOptions(): NextAuthOptions {
  const { name, options } = sessionCookie(baseUrl());
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/signin", error: "/signin" },
    useSecureCookies: options.secure,
    cookies: { sessionToken: { name, options } },
    providers: [
      Credentials({
        credentials: { email: { label: "Email", type: "email" }, password: { label: "Password", type: "password" } },
        authorize,
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { userId: user.id, tokenVersion: user.tokenVersion } : token),
      async session({ session, token }) {
        const actor = await sessionActor(sharedStore(), sessionOf(token));
        // Thrown here, next-auth answers no session and takes the cookie back.
        if (actor.kind !== "user") throw new Error("the session was ended");
        return { expires: session.expires, user: { id: actor.userId } };
      },
    },
    events: {
      async signOut({ token }) {
        const session = sessionOf(token);
        if (session) await endSessions({ store: sharedStore() }, session);
      },
    },
    logger: {
      error: (code) => log().info({ code }, "next-auth refused"),
      warn: () => {},
      debug: () => {},
    },
  };
}

// Whatever is thrown here would stand in the address bar, so nothing is.
async function authorize(credentials: Record<"email" | "password", string> | undefined): Promise<User | null> {
  const { email = "", password = "" } = credentials ?? {};
  const ctx = { actor: { kind: "anonymous" }, store: sharedStore(), clock: systemClock } as const;
  try {
    const { userId, tokenVersion } = await signIn(ctx, { email, password });
    return { id: userId, tokenVersion };
  } catch (error) {
    if (!(error instanceof Refusal)) log().error({ err: error }, "signing in failed");
    return null;
  }
}
