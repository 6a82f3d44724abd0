import { endpoints } from "@/app/api/v1/endpoints";
import { exportTeam } from "@/lib/interactors/team/export-team";
import { teamFile } from "@/lib/presenters/csv/team-file";

// It is written down that somebody took the numbers, and a GET writes nothing.
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  POST: async (ctx) => teamFile(await exportTeam(ctx)),
});
