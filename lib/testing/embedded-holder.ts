import { createInterface } from "node:readline";
import { openEmbedded } from "@/lib/store/engine/embedded/embedded";

// A process that holds the embedded PostgreSQL of the data folder named by its argument until it reads `release`.
// Says one JSON line for everything that happens.

const [dataFolder = ""] = process.argv.slice(2);
const say = (news: object) => console.log(JSON.stringify(news));

async function hold(): Promise<void> {
  say({ opening: true });
  const server = await openEmbedded({ dataFolder });
  server.onLost(() => say({ lost: true }));
  say({ url: server.url });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "release") break;
  }
  await server.release();
  say({ released: true });
}

hold().then(
  () => process.exit(0),
  (error: Error) => {
    say({ error: error.message });
    process.exit(1);
  },
);
