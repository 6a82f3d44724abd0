"use client";

import { Maximize, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Link } from "@/components/ui/link";

const TOOL =
  "grid size-9 place-items-center rounded-small text-muted opacity-60 transition-opacity duration-150 hover:bg-wash hover:text-ink hover:opacity-100 focus-visible:opacity-100";

/** The way out of the wall, also by Escape, and the whole screen, also by F. Quiet, for nobody needs them while looking. */
export function WallControls({ leave }: { leave: string }) {
  const router = useRouter();
  useEffect(() => {
    const press = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      if (ctrlKey || metaKey || altKey) return;
      if (key === "Escape" && document.fullscreenElement === null) router.push(leave);
      if (key === "f") void wholeScreen();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [leave, router]);
  return (
    <span className="mr-auto flex">
      <button
        type="button"
        aria-label="Whole screen"
        title="Whole screen (F)"
        onClick={() => void wholeScreen()}
        className={`${TOOL} max-sm:hidden`}
      >
        <Maximize size={16} aria-hidden="true" />
      </button>
      <Link href={leave} aria-label="Leave the wall" title="Leave the wall (Esc)" className={TOOL}>
        <X size={18} aria-hidden="true" />
      </Link>
    </span>
  );
}

async function wholeScreen(): Promise<void> {
  try {
    if (document.fullscreenElement === null) await document.documentElement.requestFullscreen();
    else await document.exitFullscreen();
  } catch {
    // Not every browser can, nor may every page.
  }
}
