/** Names and words beside each other. */
export function Facts({ of }: { of: [string, string][] }) {
  return (
    <dl className="grid gap-x-6 gap-y-1.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
      {of.map(([name, words]) => (
        <div key={name} className="grid sm:contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 wrap-anywhere max-sm:mb-1.5">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
