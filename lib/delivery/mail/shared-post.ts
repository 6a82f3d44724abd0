import { type Env, env } from "@/lib/env";
import { folderPost } from "./folder";
import type { Post } from "./post";
import { resendPost } from "./resend";

const KEY = Symbol.for("statnest.post");
type Holder = { [KEY]?: Post };

/** The one way out for mail of this process: Resend with RESEND_API_KEY, else files in the data folder. */
export function sharedPost(): Post {
  const holder = globalThis as Holder;
  holder[KEY] ??= openPost(env());
  return holder[KEY];
}

export function openPost({ RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl, STATNEST_DATA }: Env): Post {
  return apiKey ? resendPost({ apiKey, baseUrl: baseUrl || undefined }) : folderPost(STATNEST_DATA);
}
