import type { FilledStat } from "./cast";
import { type Ending, temporaryFolder } from "./ending";
import { answers, type Engine, installed, MEASUREMENT } from "./engine";
import { startProgram } from "./process";
import { freePort, openLine } from "./web";

/** Starts VictoriaMetrics if it is installed, on the loopback with a data folder of its own; it ends with this run. */
export async function startVictoria(ending: Ending): Promise<Engine | null> {
  const command = installed("victoria-metrics", "VictoriaMetrics (victoria-metrics)");
  if (command === null) return null;
  const folder = await temporaryFolder(ending);
  const address = `127.0.0.1:${await freePort()}`;
  // Months; its default would throw away all but the last one.
  const args = [`-httpListenAddr=${address}`, `-storageDataPath=${folder}`, "-retentionPeriod=36", "-loggerLevel=WARN"];
  const line = openLine(`http://${address}`);
  ending.add("a connection", async () => line.close());
  await startProgram({ command, args }, ending, () => answers(line, "/health"));
  const series = (stat: FilledStat) => `${MEASUREMENT}_v{name="s${stat.seriesId}"}`;
  // Without its cache of answers: neither of the others has one.
  const ask = (path: string, query: Record<string, string>) =>
    line.get(`${path}?${new URLSearchParams({ ...query, nocache: "1" })}`);
  return {
    name: "VictoriaMetrics",
    load: async (lines) => void (await line.post("/write?precision=s", lines)),
    settle: async () => void (await line.get("/internal/force_flush")),
    range: (stat, { back, step }) => {
      const end = Math.floor(Date.now() / 1_000);
      const query = `${stat.kind === "counter" ? "sum" : "avg"}_over_time(${series(stat)}[${step}])`;
      return ask("/api/v1/query_range", { query, start: String(end - back), end: String(end), step });
    },
    percentiles: (stat, back) =>
      ask("/api/v1/query", { query: `quantiles_over_time("p", 0.5, 0.9, 0.99, ${series(stat)}[${back}s])` }),
  };
}
