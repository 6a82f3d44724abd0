import { cookies } from "next/headers";
import { decode, encode, type JWT } from "next-auth/jwt";
import { baseUrl } from "@/lib/env";
import { hostCookie } from "./cookie";
import { authSecret } from "./secret";

/** Something this browser keeps for us without being able to read or change it. */
export interface SealedCookie {
  /** What it holds, or null when there is none, it was tampered with or has expired. */
  read(): Promise<JWT | null>;
  write(content: JWT): Promise<void>;
  forget(): Promise<void>;
}

/** The cookie of this name, kept for so many seconds. Its name is the salt: none can be read as another, nor as a session. */
export function sealedCookie(salt: string, maxAge: number): SealedCookie {
  return {
    async read() {
      const token = (await cookies()).get(hostCookie(salt, baseUrl()).name)?.value;
      if (token === undefined || token === "") return null;
      try {
        return await decode({ token, secret: authSecret(), salt });
      } catch {
        return null;
      }
    },
    async write(token) {
      await set(await encode({ token, secret: authSecret(), salt, maxAge }), maxAge);
    },
    forget: () => set("", 0),
  };

  async function set(value: string, seconds: number): Promise<void> {
    const { name, options } = hostCookie(salt, baseUrl());
    (await cookies()).set(name, value, { ...options, maxAge: seconds });
  }
}
