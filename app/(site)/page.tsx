import { shownOrigin } from "@/app/origin";
import { StatChart } from "@/components/chart/stat-chart";
import { Hero } from "@/components/site/hero";
import { HouseChart } from "@/components/site/house-chart";
import { ReadBack } from "@/components/site/read-back";
import { Showing } from "@/components/site/showing";
import { CodeTabs } from "@/components/ui/code-tabs";
import { currentActor } from "@/lib/auth/session";
import { citiesChart } from "@/lib/presenters/view/cities";
import { drawnChart } from "@/lib/presenters/view/drawn-chart";
import { curlLine, firstNumberSnippets } from "@/lib/presenters/view/snippets";
import { readHouseSeries } from "./house-series";

export default async function FrontPage() {
  const [actor, origin, house] = await Promise.all([currentActor(), shownOrigin(), readHouseSeries()]);
  const cities = citiesChart();
  return (
    <>
      <Hero line={curlLine(origin, "YOUR_EZKEY")} signedIn={actor.kind === "user"}>
        <HouseChart chart={house === null ? null : drawnChart([house], { height: 240, now: new Date() })} />
      </Hero>
      <Showing
        title="From any language"
        about="One call, no library, nothing to set up first: a stat appears by itself."
      >
        <CodeTabs label="Languages" snippets={firstNumberSnippets(origin, "YOUR_EZKEY")} />
      </Showing>
      <Showing
        title="Side by side"
        about="Up to eight stats in one chart, over the period before, in your own time zone."
      >
        <figure className="rounded border border-hairline bg-card p-3 sm:p-5">
          <StatChart model={cities.model} svg={cities.svg} />
          <figcaption className="mt-2 text-small text-muted">
            Mean daily high by week in Seattle and New York, 2014, as measured by NOAA.
          </figcaption>
        </figure>
      </Showing>
      <Showing
        title="Yours to take"
        about="Everything you see comes back out as JSON or CSV, with a key that can only read."
      >
        <ReadBack origin={origin} />
      </Showing>
    </>
  );
}
