import { type RefObject, useEffect, useRef, useState } from "react";

interface Filled {
  box: RefObject<HTMLDivElement | null>;
  svg: string;
}

/**
 * A drawing that fills its box when it is told to: drawn anew for the box's height, CSS pixels, once it is known and
 * each time it changes. Until then, and without JavaScript, it is the drawing that came with the page.
 */
export function useFilled(svg: string, fill: boolean, draw: (height: number) => Promise<string>): Filled {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState<number | null>(null);
  const [drawn, setDrawn] = useState<string | null>(null);
  useEffect(() => {
    const { current } = box;
    if (!fill || current === null) return;
    const observer = new ResizeObserver(() => setHeight(current.clientHeight));
    observer.observe(current);
    return () => observer.disconnect();
  }, [fill]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn is what the page's drawing is of
  useEffect(() => {
    if (height === null || height < 40) return;
    let wanted = true;
    draw(height).then(
      (fresh) => wanted && setDrawn(fresh),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [height, svg]);
  return { box, svg: drawn ?? svg };
}
