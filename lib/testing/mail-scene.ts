import { openStore, type Store } from "@/lib/store/engine/store";
import { type Cast, castOf, type StoppedClock, stoppedClock } from "./cast";
import { type MailSink, openMailSink } from "./mail-sink";
import { scratchDatabase } from "./scratch";

/** The cast in a database of their own, a mail provider that keeps what it takes, and a clock that stands. */
export interface MailScene {
  /** Of the database. */
  url: string;
  store: Store;
  cast: Cast;
  sink: MailSink;
  clock: StoppedClock;
  /** Sets the clock back, and forgets mails and what became of them. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Call it before anything reads the environment; `variables` are what else that says. */
export async function openMailScene(now: string, variables: Record<string, string> = {}): Promise<MailScene> {
  const sink = await openMailSink();
  Object.assign(process.env, {
    STATNEST_LOG_LEVEL: "silent",
    STATNEST_URL: "https://stats.example.com",
    NEXTAUTH_SECRET: "a secret for tests, long enough",
    RESEND_API_KEY: "re_test",
    RESEND_BASE_URL: sink.url,
    MAIL_FROM: "Statnest <mail@stats.example.com>",
    ...variables,
  });
  const url = await scratchDatabase();
  const store = openStore(url);
  const clock = stoppedClock(now);
  return {
    ...{ url, store, sink, clock },
    cast: await castOf(store),
    async reset() {
      clock.set(now);
      sink.reset();
      await store.prisma.mail.deleteMany();
    },
    async close() {
      await store.close();
      await sink.close();
    },
  };
}
