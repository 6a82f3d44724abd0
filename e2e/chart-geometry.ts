import type { Page } from "playwright/test";

/** Where everything in a chart is, CSS pixels from the top left of its box. */
export interface Geometry {
  /** The letters that are seen, each by its middle. */
  words: { text: string; x: number; y: number }[];
  /** By colour and kind: the corners of lines and bars and the middles of dots, in the order of time. */
  shapes: Record<string, [x: number, y: number][]>;
}

/** What is drawn in the only chart of a page, by whichever drawer. */
export function geometry(page: Page): Promise<Geometry> {
  return page.evaluate(() => {
    const section = document.querySelector('section[aria-label="Chart"]') as Element;
    const drawn = section.querySelector("[data-first-paint] > svg") ?? section.querySelector("svg.recharts-surface");
    if (drawn === null) throw new Error("no chart");
    const { left, top } = (section.firstElementChild as Element).getBoundingClientRect();
    const words = [...drawn.querySelectorAll("text")].flatMap((each) => {
      const box = each.getBoundingClientRect();
      const text = each.textContent ?? "";
      return box.width === 0 ? [] : [{ text, x: box.x + box.width / 2 - left, y: box.y + box.height / 2 - top }];
    });
    const shapes: Record<string, [number, number][]> = {};
    const add = (name: string, x: number, y: number): void => {
      shapes[name] = [...(shapes[name] ?? []), [x - left, y - top]];
    };
    const colour = (paint: string | null) => /--((?:series-\d|accent|ink))/.exec(paint ?? "")?.[1];
    for (const path of drawn.querySelectorAll("path")) {
      const stroke = colour(path.getAttribute("stroke"));
      const matrix = path.getScreenCTM();
      if (stroke === undefined || matrix === null) continue;
      const dashed = path.hasAttribute("stroke-dasharray") ? " dashed" : "";
      for (const [, x, y] of (path.getAttribute("d") ?? "").matchAll(/[ML]([\d.e-]+),([\d.e-]+)/g)) {
        const point = new DOMPoint(Number(x), Number(y)).matrixTransform(matrix);
        add(`line ${stroke}${dashed}`, point.x, point.y);
      }
    }
    for (const rect of drawn.querySelectorAll("rect")) {
      const fill = colour(rect.getAttribute("fill"));
      if (fill === undefined) continue;
      const box = rect.getBoundingClientRect();
      add(`bar ${fill}`, box.left, box.top);
      add(`bar ${fill}`, box.right, box.bottom);
    }
    for (const dot of drawn.querySelectorAll("circle")) {
      const box = dot.getBoundingClientRect();
      const paint = colour(dot.getAttribute("fill")) ?? colour(dot.getAttribute("stroke"));
      add(`dot ${paint}`, box.x + box.width / 2, box.y + box.height / 2);
    }
    for (const path of drawn.querySelectorAll('path[d^="M0,1h8"]')) {
      const box = path.getBoundingClientRect();
      add("flag", box.left, box.top);
    }
    for (const name of Object.keys(shapes)) shapes[name]?.sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
    return { words, shapes };
  });
}
