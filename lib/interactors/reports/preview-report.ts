import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { WrittenMail } from "@/lib/domain/letter";
import { baseUrl } from "@/lib/env";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { withinPatience } from "@/lib/interactors/series/within-patience";
import { lastContent } from "./last-content";
import { heldReport } from "./locked-report";
import { renderReportPage } from "./render-report";
import { reportId } from "./report-input";
import { ownLinks } from "./report-links";

/**
 * A report of the last whole period as it would be mailed now: its subject and its HTML, with the pictures in it.
 * Nothing is stored. Throws `not_found`, and `unavailable` when the database takes too long.
 */
export async function previewReport(ctx: Context, input: z.input<typeof reportId>): Promise<WrittenMail> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const report = await heldReport(ctx.store.prisma, teamId, parseInput(reportId, input).id);
  const { content } = await withinPatience(lastContent(ctx, report));
  const links = ownLinks(content, report.publicId);
  return renderReportPage(content, { site: baseUrl(), links });
}
