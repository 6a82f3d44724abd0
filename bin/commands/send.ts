import { API_OPTIONS, callApi } from "./api";
import { UsageError, words } from "./usage";

interface PointsAnswer {
  accepted: number;
  rejected: { detail: string }[];
}

/** `statnest send STAT --count N`: one point; a retried network fault counts once, because the call carries a key of its own. */
export async function send(args: string[]): Promise<string> {
  const { values, positionals } = words(args, {
    ...API_OPTIONS,
    count: { type: "string" },
    value: { type: "string" },
    at: { type: "string" },
  });
  const [stat] = positionals;
  if (stat === undefined || (values.count === undefined) === (values.value === undefined)) {
    throw new UsageError("usage: statnest send STAT (--count N | --value N) [--at UNIX]");
  }
  const kind = values.count === undefined ? "value" : "count";
  const point = { stat, [kind]: number(kind, values[kind]), ...(values.at && { t: number("at", values.at) }) };
  const { accepted } = await callApi<PointsAnswer>(values, "/api/v1/points", point);
  return `${accepted} accepted\n`;
}

function number(option: string, text = ""): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new UsageError(`--${option} wants a number, not "${text}"`);
  return value;
}
