/** One look for all that a chart's options are chosen by. */
export const OPTION =
  "inline-flex min-h-8 items-center rounded-small px-2.5 text-muted transition-colors duration-150 hover:bg-wash hover:text-ink aria-[current]:bg-wash aria-[current]:font-medium aria-[current]:text-ink";
