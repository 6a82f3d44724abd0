import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import type { EmbedLook } from "@/lib/domain/embed-look";
import { drawPicture } from "@/lib/presenters/chart/picture";
import { renderPng } from "@/lib/presenters/chart/png";
import { chartSamples } from "@/lib/presenters/chart/samples";
import { machine } from "./machine";

/**
 * What a picture costs: a chart of a week by the hour, 600 × 200, as an SVG string (model and drawing) and as a PNG of
 * twice that size, drawn and kept; then how late the event loop is while many different PNGs are asked for at once.
 *
 *   node bench/run.js pictures [PNGs at once]
 */
const LOOK: EmbedLook = { theme: "light", width: 600, height: 200, heading: true, credit: true };
const SCALE = 2;
const WARM = 30;
const ROUNDS = 200;
const PNG_ROUNDS = 100;
const TARGETS = { svg: 3, png: 30 };

const crowd = Number(process.argv[3] ?? 200);
const week = chartSamples().find(({ name }) => name === "earlier");
if (week === undefined) throw new Error("no chart to draw");
const { data } = week;

/** Another title each time, so that none has been kept. */
const draw = (title: string): string => drawPicture({ data: { ...data, title }, distribution: null, look: LOOK });

console.log(machine());
for (let i = 0; i < WARM; i++) await renderPng(draw(`warm ${i}`), SCALE);

show("model and SVG", await timed(ROUNDS, async (i) => draw(`svg ${i}`)), `, target ≤ ${TARGETS.svg} ms`);
const drawn = Array.from({ length: PNG_ROUNDS }, (_, i) => draw(`png ${i}`));
show("PNG", await timed(PNG_ROUNDS, (i) => renderPng(drawn[i] as string, SCALE)), `, target ≤ ${TARGETS.png} ms`);
show("PNG that was kept", await timed(PNG_ROUNDS, (i) => renderPng(drawn[i] as string, SCALE)));

const delay = monitorEventLoopDelay({ resolution: 1 });
const began = performance.now();
delay.enable();
await Promise.all(Array.from({ length: crowd }, (_, i) => renderPng(draw(`crowd ${i}`), SCALE)));
delay.disable();
const seconds = (performance.now() - began) / 1_000;
console.log(
  `${crowd} PNGs at once`.padEnd(20) +
    `${(crowd / seconds).toFixed(0)} a second; event loop late by p50 ${late(50)} ms  p99 ${late(99)} ms  most ${late(100)} ms`,
);

interface Cost {
  /** Milliseconds that whoever asked has waited. */
  median: number;
  /** Milliseconds of a processor, of all threads: what the wait would be on a machine with nothing else to do. */
  cpu: number;
}

async function timed(rounds: number, work: (round: number) => Promise<unknown>): Promise<Cost> {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    await work(i);
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  const median = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  return { median, cpu: (user + system) / 1_000 / rounds };
}

function late(percent: number): string {
  return (delay.percentile(percent) / 1e6).toFixed(1);
}

function show(name: string, { median, cpu }: Cost, target = ""): void {
  console.log(`${name.padEnd(20)}median ${median.toFixed(2)} ms, ${cpu.toFixed(2)} ms of a processor${target}`);
}
