import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { publicContext } from "@/app/(public)/public-context";
import { shownOrigin } from "@/app/origin";
import type { Query } from "@/app/page-props";
import { Wall } from "@/components/dashboards/wall";
import { PublicClosed } from "@/components/embeds/public-closed";
import { PublicDashboard } from "@/components/embeds/public-dashboard";
import { PublicStat } from "@/components/embeds/public-stat";
import { Refresh } from "@/components/ui/refresh";
import { countViews } from "@/lib/interactors/links/count-views";
import { setPageStatus } from "@/lib/open-answer";
import { dashboardView } from "@/lib/presenters/view/dashboard";
import { publicStat } from "@/lib/presenters/view/public-stat";
import { wallTheme } from "@/lib/presenters/view/wall-theme";
import { headOf } from "./head-of";
import { type ReadPublic, readPublic } from "./read-public";

interface PublicPageProps {
  params: Promise<{ token: string }>;
  searchParams: Query;
}

const WALL_SECONDS = 30;
const STATUS = { missing: 404, paused: 403, expired: 410 };
/** Read once, for the head and for the page. */
const read = cache(async (token: string, query: string): Promise<ReadPublic> => readPublic(token, JSON.parse(query)));

export async function generateMetadata({ params, searchParams }: PublicPageProps): Promise<Metadata> {
  const [{ token }, query, origin] = await Promise.all([params, searchParams, shownOrigin()]);
  const found = await read(token, JSON.stringify(query));
  const robots = { index: false, follow: false };
  if (found.opens === "nothing") return { title: "Not shown", robots };
  const base = `/s/${token}`;
  const { title, description } = headOf(found, base);
  const address = `${origin}${base}`;
  const images = [{ url: `${address}/image.png`, width: 1200, height: 630, alt: `${title}: ${description}` }];
  return {
    title,
    description,
    robots,
    openGraph: { title, description, url: address, siteName: "Statnest", type: "website", images },
    twitter: { card: "summary_large_image", title, description, images },
    alternates: { types: { "application/json+oembed": [{ url: `${address}/oembed.json`, title }] } },
  };
}

export default async function PublicPage({ params, searchParams }: PublicPageProps) {
  const [{ token }, query] = await Promise.all([params, searchParams]);
  const found = await read(token, JSON.stringify(query));
  if (found.opens === "nothing") {
    // Next draws its own page of this status by a script; this one is there without.
    if (!setPageStatus(STATUS[found.closed])) notFound();
    return <PublicClosed closed={found.closed} />;
  }
  if (await isOpened()) countViews(publicContext(), found.read.link);
  const base = `/s/${token}`;
  if (found.opens === "dashboard") {
    const view = dashboardView(found.read, { inPublic: true });
    if (query.wall !== "1") return <PublicDashboard of={view} />;
    const { zone } = found.read;
    const now = publicContext().clock.now().getTime();
    const live = <Refresh everySeconds={WALL_SECONDS} />;
    return <Wall of={view} theme={wallTheme(query.theme)} zone={zone} now={now} leave={base} live={live} />;
  }
  return <PublicStat of={publicStat(found.read, found.range, base)} range={found.range} base={base} />;
}

/** Whether somebody opened the page; one that is open already asks for its news by a script. */
async function isOpened(): Promise<boolean> {
  return (await headers()).get("sec-fetch-dest") !== "empty";
}
