import { Drawing } from "@/components/ui/drawing";
import { Quantity } from "@/components/ui/quantity";
import { Section } from "@/components/ui/section";
import type { DistributionView } from "@/lib/presenters/view/distribution";

/** How the numbers of a value are spread: percentiles in a row, a histogram, and the same in words. */
export function Distribution({ of }: { of: DistributionView }) {
  return (
    <Section title="Distribution" about={of.about}>
      {of.drawn === null ? (
        <p className="text-muted">no data</p>
      ) : (
        <>
          <dl className="grid grid-cols-2 gap-x-8 gap-y-3 sm:flex sm:flex-wrap">
            {of.drawn.percentiles.map(({ name, meaning, quantity }) => (
              <div key={name}>
                <dt className="text-small text-muted" title={meaning}>
                  {name}
                </dt>
                <dd className="text-lead">
                  <Quantity of={quantity} />
                </dd>
              </div>
            ))}
          </dl>
          <div className="@container rounded border border-hairline bg-card p-3 sm:p-5">
            <Drawing svg={of.drawn.svg} className="pr-5 pl-14" />
          </div>
          <details className="group">
            <summary className="inline-flex min-h-8 items-center rounded-small text-small font-medium text-accent underline underline-offset-3">
              <span className="group-open:hidden">Show the bars as words</span>
              <span className="hidden group-open:inline">Hide the words</span>
            </summary>
            <ul className="figures mt-2 columns-2xs gap-x-8 text-small">
              {of.drawn.rows.map((row) => (
                <li key={row}>{row}</li>
              ))}
            </ul>
          </details>
        </>
      )}
    </Section>
  );
}
