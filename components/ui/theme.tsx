"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { ThemeProvider, useTheme } from "next-themes";
import { type ReactNode, useState, useSyncExternalStore } from "react";

/** Sets data-theme on <html> before anything is painted; the nonce lets its script pass a strict policy. */
export function Theme({ nonce, children }: { nonce?: string; children: ReactNode }) {
  // A page that is refreshed in place is told a new nonce, but the browser goes by the one it was opened with.
  const [first] = useState(nonce);
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange nonce={first}>
      {children}
    </ThemeProvider>
  );
}

const THEMES = [
  { theme: "system", word: "automatic", Icon: Monitor },
  { theme: "light", word: "light", Icon: Sun },
  { theme: "dark", word: "dark", Icon: Moon },
] as const;

const never = () => () => {};

export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  // The server cannot know the choice: until the browser has taken over, the button says "automatic".
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const at = inBrowser
    ? Math.max(
        0,
        THEMES.findIndex((each) => each.theme === theme),
      )
    : 0;
  const { word, Icon } = THEMES[at] ?? THEMES[0];
  const next = THEMES[(at + 1) % THEMES.length] ?? THEMES[0];
  const label = `Theme: ${word}. Switch to ${next.word}`;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => setTheme(next.theme)}
      className="grid size-9 place-items-center rounded-small text-muted transition-colors duration-150 hover:bg-wash hover:text-ink"
    >
      <Icon size={17} aria-hidden="true" />
    </button>
  );
}
