"use client";

import { useRouter } from "next/navigation";
import type { ChartModel } from "@/lib/presenters/chart/model";
import { StatChart } from "./stat-chart";

interface ZoomChartProps {
  model: ChartModel;
  svg: string;
  /** The address of a range that is cut out, up to `from=…&to=…`. */
  address: string;
}

/** A chart of a page: the range that is selected on it becomes the page's, so that Back leads out again. */
export function ZoomChart({ model, svg, address }: ZoomChartProps) {
  const router = useRouter();
  const zoom = (from: number, to: number): void => {
    const now = Math.floor(Date.now() / 1_000);
    router.push(`${address}from=${from}&to=${Math.max(from + 1, Math.min(to, now))}`, { scroll: false });
  };
  return <StatChart model={model} svg={svg} onZoom={zoom} />;
}
