import { account } from "./commands/account";
import { alerts } from "./commands/alerts";
import { doctor } from "./commands/doctor";
import { migrateDatabase } from "./commands/migrate";
import { reports } from "./commands/reports";
import { send } from "./commands/send";
import { series } from "./commands/series";
import { stats } from "./commands/stats";
import { UsageError } from "./commands/usage";

const USAGE = `statnest: numbers in, graphs out

  On the server's machine:
    statnest account create --email E [--password P] [--team NAME] [--json]
    statnest migrate
    statnest doctor [--rebuild] [--json]

  From anywhere, over the API (--url or STATNEST_URL, --key or STATNEST_KEY):
    statnest send STAT (--count N | --value N) [--at UNIX]      with an ingest key
    statnest stats [TEXT]                                       with a read key
    statnest series STAT_ID [--from -1w] [--to now] [--step 1h] with a read key
    statnest alerts [--state firing]                            with a read key
    statnest alerts ack ALERT_ID [STAT_ID]                      with a manage key
    statnest alerts mute ALERT_ID 8h [STAT_ID]                  with a manage key
    statnest alerts backtest STAT_ID --over N [--window 1h]     with a read key
    statnest reports                                            with a read key
    statnest reports send REPORT_ID                             with a manage key
`;

/** What a command prints; with an exit status of its own when it has worked and found something wrong. */
type Answer = string | { text: string; exitStatus: number };

const COMMANDS: Record<string, (args: string[]) => Promise<Answer>> = {
  account,
  migrate: migrateDatabase,
  doctor,
  send,
  stats,
  series,
  alerts,
  reports,
};

/** Runs one command line (without node and the script); returns the exit status. */
export async function main([name = "help", ...args]: string[]): Promise<number> {
  // Standard output is the answer, and nothing but: others read it as JSON.
  process.env.STATNEST_LOG_LEVEL = "silent";
  const command = COMMANDS[name];
  if (!command) {
    const asked = ["help", "--help", "-h"].includes(name);
    (asked ? process.stdout : process.stderr).write(asked ? USAGE : `statnest: no command "${name}"\n\n${USAGE}`);
    return asked ? 0 : 2;
  }
  try {
    const answer = await command(args);
    const { text, exitStatus } = typeof answer === "string" ? { text: answer, exitStatus: 0 } : answer;
    process.stdout.write(text);
    return exitStatus;
  } catch (error) {
    process.stderr.write(`statnest: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}
