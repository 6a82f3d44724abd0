import { PLAIN_CHART } from "@/lib/domain/chart-spec";
import type { EmbedLook } from "@/lib/domain/embed-look";
import type { MailedChart } from "@/lib/domain/letter";
import type { ReportContent, ReportLine, ReportPeriod } from "@/lib/domain/report";
import { heroOf, sparkSteps } from "@/lib/domain/report-spark";
import { pictureAttachment } from "./chart-attachment";
import type { Attachment } from "./post";

/** Beyond these a mail would be larger than mail programs show whole. */
const MOST_SPARKS = 11;

const HERO: EmbedLook = { theme: "light", width: 480, height: 200, heading: false, credit: false };
const HERO_SCALE = 2;
const SPARK: EmbedLook = { ...HERO, width: 96, height: 24 };
const SPARK_SCALE = 2;

/**
 * The pictures of a report: the chart of the line it begins with, `hero`, and a line the size of a word beside the next
 * ones, `line-1` by their place in `lines`. The same report has the same pictures, to the last byte.
 */
export async function reportPictures(content: ReportContent): Promise<Attachment[]> {
  const { lines, period } = content;
  const hero = heroOf(content);
  const sparks = lines
    .map((line, at) => ({ line, id: `line-${at}` }))
    .filter(({ line }) => line !== hero && hasCourse(line))
    .slice(0, MOST_SPARKS);
  const large =
    hero === null || !hasCourse(hero) ? [] : [pictureAttachment("hero", chartOf(hero, period), HERO, HERO_SCALE)];
  const small = sparks.map(({ line, id }) => {
    const chart = chartOf(line, period);
    return pictureAttachment(id, { ...chart, spec: { ...chart.spec, kind: "spark" } }, SPARK, SPARK_SCALE);
  });
  return Promise.all([...large, ...small]);
}

function hasCourse({ spark }: ReportLine): boolean {
  return spark.some((value) => value !== null);
}

function chartOf({ stat, spark, sparkFrom: from }: ReportLine, { to, zone }: ReportPeriod): MailedChart {
  const { step, starts } = sparkSteps({ from, to, zone }, spark.length);
  const points = spark.map((v, at) => {
    return { t: starts[at] ?? from, n: v === null ? 0 : 1, v, sum: v, min: v, max: v };
  });
  return {
    title: "",
    spec: { ...PLAIN_CHART, range: { from: String(from), to: String(to) }, step, zone },
    series: [{ stat: { ...NO_STAT, ...stat }, from, to, step, zone, points, compare: null }],
    axes: ["left"],
    annotations: [],
    now: to,
  };
}

/** What a chart asks of a stat that no picture shows. */
const NO_STAT = {
  seriesId: 0n,
  teamId: "",
  description: "",
  tags: [],
  public: false,
  createdAt: new Date(0),
  trashedAt: null,
  retentionDays: null,
  minutesFrom: new Date(0),
};
