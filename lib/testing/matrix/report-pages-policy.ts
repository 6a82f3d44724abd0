import { form, ownForm, page } from "./may";
import type { Case } from "./policy";
import { askedReader } from "./told-reports";

const ACTIONS = "action app/(web)/reports";
const FIELDS = {
  ...{ name: "fresh", cadence: "weekly", at: "07:30", weekday: "5", day: "1", tz: "UTC", about: "moved", tags: "" },
  recipients: "fresh@example.com",
};

/** Who is shown which page of reports, and whose forms do something. */
export const REPORT_PAGES: Record<string, Case[]> = {
  "page /reports": [{ may: page("viewer", "allowed") }],
  "page /reports/new": [{ may: page("viewer", "allowed") }],
  "page /reports/[id]": [
    { may: page("viewer", "not found"), ids: { id: "report" } },
    { name: "that is paused", may: page("viewer", "not found"), ids: { id: "pausedReport" } },
  ],
  "page /reports/[id]/edit": [{ may: { ...page("viewer", "not found"), viewer: "not found" }, ids: { id: "report" } }],
  "page /reports/[id]/preview": [{ may: page("viewer", "not found"), ids: { id: "report" } }],

  [`${ACTIONS} createReportAction`]: [
    { may: ownForm("member"), ask: () => ({ form: FIELDS }) },
    {
      name: "of stats",
      may: form("member"),
      ids: { stat: "stat" },
      ask: ({ stat }) => ({ form: { ...FIELDS, about: "stats", stats: "1", [`stat-${stat}`]: "1" } }),
    },
  ],
  [`${ACTIONS} updateReportAction`]: [
    { may: form("member"), ids: { id: "report" }, ask: ({ id }) => ({ form: { id: String(id), ...FIELDS } }) },
  ],
  [`${ACTIONS} deleteReportAction`]: [
    {
      may: form("member"),
      ids: { id: "report" },
      ask: ({ id }, { canaries }) => ({
        form: { id: String(id), name: `${canaries.own} report`, called: `${canaries.own} report` },
      }),
    },
  ],
  [`${ACTIONS} pauseReportAction`]: [{ may: form("member"), ids: { id: "report" } }],
  [`${ACTIONS} resumeReportAction`]: [{ may: form("member"), ids: { id: "pausedReport" } }],
  [`${ACTIONS} sendReportAction`]: [{ may: form("member"), ids: { id: "report" } }],
  [`${ACTIONS} testReportAction`]: [{ may: form("member"), ids: { id: "report" } }],
  [`${ACTIONS} askReaderAgainAction`]: [
    {
      may: form("member"),
      ids: { id: "report" },
      ask: ({ id }, { canaries }) => ({ form: { id: String(id), address: askedReader(canaries.own) } }),
    },
  ],
};
