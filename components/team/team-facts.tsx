/** The team for those who may only look. */
export function TeamFacts({ facts }: { facts: [string, string][] }) {
  return (
    <>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere max-sm:mb-2">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-small text-muted">Owners and admins change these.</p>
    </>
  );
}
