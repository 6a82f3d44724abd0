"use client";

import { type ReactNode, useLayoutEffect, useRef } from "react";

/** How wide the wall is thought to be, CSS pixels: a wider screen shows everything larger. */
const WIDE = 1_040;
/** What is above the cards and around them, and the least that a row can be read at, with the room below it. */
const HEAD = 92;
const LEAST_ROW = 72;
const PHONE = 640;

/** Shows its content as large as the screen allows: letters that are read from across a room, and all cards at once. */
export function WallFit({ rows, children }: { rows: number; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const enlarge = () => {
      const { innerWidth: width, innerHeight: height } = window;
      const { current } = box;
      if (current === null) return;
      const zoom = Math.max(0.5, Math.min(width / WIDE, height / (HEAD + rows * LEAST_ROW)));
      const fits = width >= PHONE;
      current.style.zoom = fits ? String(zoom) : "";
      current.style.height = fits ? `${height / zoom}px` : "";
      current.style.minHeight = fits ? "0" : "";
    };
    enlarge();
    window.addEventListener("resize", enlarge);
    return () => window.removeEventListener("resize", enlarge);
  }, [rows]);
  return (
    <div ref={box} className="flex min-h-dvh flex-col gap-3 p-4">
      {children}
    </div>
  );
}
