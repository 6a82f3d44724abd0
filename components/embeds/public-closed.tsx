const WORDS = {
  missing: {
    status: "404",
    title: "There is nothing here",
    detail: "The address may be mistyped, or what was here was taken back by those who shared it.",
  },
  paused: {
    status: "403",
    title: "This is paused",
    detail: "Those who share it have closed it for the moment. It may come back at the same address.",
  },
  expired: {
    status: "410",
    title: "This has expired",
    detail: "It was shared for a time that is over. Ask whoever sent you here for another address.",
  },
};

/** What is shown where something public was or never was: nothing of what it would be. */
export function PublicClosed({ closed }: { closed: keyof typeof WORDS }) {
  const { status, title, detail } = WORDS[closed];
  return (
    <div className="py-10">
      <p className="figures text-hero text-muted">{status}</p>
      <h1 className="mt-2 text-title font-semibold tracking-tight">{title}</h1>
      <p className="mt-2 max-w-prose text-muted">{detail}</p>
    </div>
  );
}
