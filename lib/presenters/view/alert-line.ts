/** What makes an alert from a shell. */
export function alertLine(origin: string, statId = "STAT_ID", key = "YOUR_MANAGE_KEY"): string {
  const rule = { stat_id: statId, kind: "value", operator: "gt", threshold: 500, time_window: "1h" };
  return [
    `curl -H "Authorization: Bearer ${key}"`,
    `-H "content-type: application/json"`,
    `-d '${JSON.stringify(rule)}'`,
    `${origin}/api/v1/alerts`,
  ].join(" ");
}
