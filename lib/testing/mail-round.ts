import { deliverDue } from "@/lib/interactors/deliveries/deliver-due";
import { sendMails } from "@/lib/interactors/mails/send-mails";
import { sendReports } from "@/lib/interactors/reports/send-reports";
import { openStore } from "@/lib/store/engine/store";
import { asking, stoppedClock } from "./cast";

// A process that makes one round of reports, one of deliveries and one of mails. Its argument is JSON.

export interface MailRound {
  /** Of the database. */
  url: string;
  /** Its clock stands. */
  now: string;
}

const { url, now }: MailRound = JSON.parse(process.argv.at(-1) ?? "");
const store = openStore(url);
const ctx = asking(store, stoppedClock(now), { kind: "job", name: "a round" });
await sendReports(ctx);
await deliverDue(ctx);
await sendMails(ctx);
await store.close();
process.exit(0);
