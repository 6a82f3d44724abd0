import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { systemClock } from "@/lib/clock";
import { NOWHERE } from "@/lib/domain/source";
import { baseUrl, env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { endSession } from "@/lib/interactors/accounts/end-session";
import { openSession } from "@/lib/interactors/accounts/open-session";
import { signIn } from "@/lib/interactors/accounts/sign-in";
import { log } from "@/lib/log";
import { sharedStore } from "@/lib/store/engine/shared-store";
import { hostCookie, SESSION_SECONDS, sessionCookie } from "./cookie";
import { readDevice, rememberDevice } from "./device";
import { sessionActor, sessionOf } from "./session-token";
import { sourceOf } from "./source";

declare module "next-auth" {
  interface User {
    tokenVersion: number;
    sessionId: string;
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
    cookies: {
      sessionToken: { name, options },
      callbackUrl: hostCookie("next-auth.callback-url", baseUrl()),
      csrfToken: hostCookie("next-auth.csrf-token", baseUrl()),
    },
    providers: [
      Credentials({
        credentials: { email: { label: "Email", type: "email" }, password: { label: "Password", type: "password" } },
        authorize,
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user ? { userId: user.id, tokenVersion: user.tokenVersion, sessionId: user.sessionId } : token,
      async session({ session, token }) {
        const actor = await sessionActor(sharedStore(), sessionOf(token), systemClock.now());
        // Thrown here, next-auth answers no session and takes the cookie back.
        if (actor.kind !== "user" && actor.kind !== "person") throw new Error("the session was ended");
        return { expires: session.expires, user: { id: actor.userId } };
      },
    },
    events: {
      async signOut({ token }) {
        const actor = await sessionActor(sharedStore(), sessionOf(token), systemClock.now());
        if (actor.kind !== "user" && actor.kind !== "person") return;
        await endSession({ actor, from: NOWHERE, store: sharedStore(), clock: systemClock }, { id: actor.sessionId });
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
async function authorize(
  credentials: Record<"email" | "password", string> | undefined,
  request: { headers?: Record<string, string> },
): Promise<User | null> {
  const { email = "", password = "" } = credentials ?? {};
  const sent = new Headers(request.headers);
  const ctx = { actor: { kind: "anonymous" }, from: sourceOf(sent), store: sharedStore(), clock: systemClock } as const;
  try {
    const { userId, tokenVersion } = await signIn(ctx, { email, password, device: await readDevice() });
    const sessionId = await openSession(ctx, { userId, seconds: SESSION_SECONDS });
    await rememberDevice(userId);
    return { id: userId, tokenVersion, sessionId };
  } catch (error) {
    if (!(error instanceof Refusal)) log().error({ err: error }, "signing in failed");
    return null;
  }
}
