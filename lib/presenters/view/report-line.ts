/** One line that makes a report. */
export function reportLine(origin: string): string {
  return `curl -H "Authorization: Bearer YOUR_MANAGE_KEY" -H "Content-Type: application/json" -d '{"cadence": "daily", "at": "08:00", "recipients": ["you@example.com"]}' ${origin}/api/v1/reports`;
}
