import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type FilledStat, TEAM_ZONE } from "./cast";
import { type Ending, temporaryFolder } from "./ending";
import { answers, type Engine, installed, MEASUREMENT } from "./engine";
import { startProgram } from "./process";
import { freePort, openLine } from "./web";

/** Starts InfluxDB 1 if it is installed, on the loopback with a data folder of its own; it ends with this run. */
export async function startInflux(ending: Ending): Promise<Engine | null> {
  const command = installed("influxd", "InfluxDB (influxd)");
  if (command === null) return null;
  const folder = await temporaryFolder(ending);
  const [port, rpc] = [await freePort(), await freePort()];
  const config = join(folder, "influxdb.conf");
  await writeFile(config, influxConfig(folder, port, rpc));
  const line = openLine(`http://127.0.0.1:${port}`);
  ending.add("a connection", async () => line.close());
  await startProgram({ command, args: ["-config", config] }, ending, () => answers(line, "/ping"));
  const query = (q: string) => line.get(`/query?${new URLSearchParams({ db: "bench", epoch: "s", q })}`);
  await line.post(`/query?${new URLSearchParams({ q: "CREATE DATABASE bench" })}`, "");
  const from = (stat: FilledStat, back: number) =>
    `FROM ${MEASUREMENT} WHERE "name" = 's${stat.seriesId}' AND time >= now() - ${back}s`;
  return {
    name: "InfluxDB",
    load: async (lines) => void (await line.post("/write?db=bench&precision=s", lines)),
    settle: async () => {},
    range: (stat, { back, step }) => {
      const zone = step.endsWith("d") ? ` tz('${TEAM_ZONE}')` : "";
      return query(
        `SELECT ${stat.kind === "counter" ? "sum" : "mean"}(v) ${from(stat, back)} GROUP BY time(${step})${zone}`,
      );
    },
    percentiles: (stat, back) =>
      query(`SELECT percentile(v, 50), percentile(v, 90), percentile(v, 99) ${from(stat, back)}`),
  };
}

function influxConfig(folder: string, port: number, rpc: number): string {
  return `
reporting-disabled = true
bind-address = "127.0.0.1:${rpc}"
[meta]
dir = "${folder}/meta"
[data]
dir = "${folder}/data"
wal-dir = "${folder}/wal"
query-log-enabled = false
[http]
bind-address = "127.0.0.1:${port}"
log-enabled = false
max-body-size = 0
[monitor]
store-enabled = false
[logging]
level = "warn"
`;
}
