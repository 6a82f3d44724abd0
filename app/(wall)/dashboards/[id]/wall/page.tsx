import type { Metadata } from "next";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import type { Query } from "@/app/page-props";
import { Wall } from "@/components/dashboards/wall";
import { Live } from "@/components/ui/live";
import { getDashboard } from "@/lib/interactors/dashboards/get-dashboard";
import { readDashboard } from "@/lib/interactors/dashboards/read-dashboard";
import { dashboardView } from "@/lib/presenters/view/dashboard";
import { wallTheme } from "@/lib/presenters/view/wall-theme";

interface WallPageProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

export async function generateMetadata({ params }: WallPageProps): Promise<Metadata> {
  const { id } = await params;
  const ctx = await signedIn(`/dashboards/${id}/wall`);
  return { title: (await orNotFound(getDashboard(ctx, { id }))).dashboard.name };
}

export default async function WallPage({ params, searchParams }: WallPageProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(`/dashboards/${id}/wall`);
  const read = await orNotFound(readDashboard(ctx, { id }));
  const view = dashboardView(read);
  return (
    <main id="main">
      <Wall
        of={view}
        theme={wallTheme(query.theme)}
        zone={read.zone}
        now={ctx.clock.now().getTime()}
        leave={`/dashboards/${id}`}
        live={<Live only={view.follows} />}
      />
    </main>
  );
}
