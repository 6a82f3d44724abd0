import type { ReactNode } from "react";
import { Change } from "@/components/ui/change";
import { Link } from "@/components/ui/link";
import { Quantity } from "@/components/ui/quantity";
import type { CardNumber, CardView } from "@/lib/presenters/view/dashboard";
import { CardChart } from "./card-chart";
import { CardHistogram } from "./card-histogram";

interface CardBoxProps {
  of: CardView;
  /** Stands before the title and after the number, where the cards can be arranged. */
  handle?: ReactNode;
  tools?: ReactNode;
  /** Whether its charts become as high as there is room, as on a wall. */
  fill?: boolean;
}

/** One card of a dashboard: its title, its number, and what it draws. */
export function CardBox({ of, handle, tools, fill = false }: CardBoxProps) {
  return (
    <article
      aria-label={of.title}
      className="@container flex h-full flex-col rounded border border-hairline bg-card px-4 py-3"
    >
      <header className="flex min-h-8 items-center gap-2">
        {handle}
        <h2 className="min-w-0 truncate font-medium" title={of.title}>
          <Title of={of} />
        </h2>
        <p className="hidden min-w-0 flex-1 truncate text-small text-muted @sm:block">{of.range}</p>
        <span className="ml-auto shrink-0">{tools ?? <Headline of={of} />}</span>
      </header>
      {of.body?.kind === "graph" && <Names of={of} />}
      <Body of={of} fill={fill} />
      {of.note !== "" && <p className={`text-small text-muted ${of.body === null ? "m-auto py-2" : ""}`}>{of.note}</p>}
    </article>
  );
}

function Title({ of }: { of: CardView }) {
  if (of.href === null) return of.title;
  return (
    <Link href={of.href} className="block truncate hover:underline hover:underline-offset-3">
      {of.title}
    </Link>
  );
}

/** The number of a card that draws one stat; a card of numbers shows it large by itself. */
function Headline({ of: { numbers, body } }: { of: CardView }) {
  const [only, ...others] = numbers;
  if (only === undefined || others.length > 0 || body?.kind !== "graph") return null;
  return (
    <span title={only.label} className="text-lead font-medium">
      <Quantity of={only.quantity} />
    </span>
  );
}

function Names({ of: { numbers, body } }: { of: CardView }) {
  const earlier = body?.kind === "graph" ? body.drawn.model.earlierWords : "";
  if (numbers.length < 2 && earlier === "") return null;
  return (
    <ul aria-label="In this chart" className="flex min-h-6 items-center gap-x-3 text-small max-sm:flex-wrap">
      {numbers.length > 1 &&
        numbers.map((each) => (
          <li key={each.id} title={each.name} className="flex min-w-0 items-center gap-1.5">
            <Swatch colour={each.colour} />
            <span className="truncate">{each.name}</span>
          </li>
        ))}
      {earlier !== "" && <li className="min-w-0 truncate text-muted">dashed: {earlier}</li>}
    </ul>
  );
}

function Swatch({ colour }: { colour: number }) {
  return (
    <svg width="10" height="10" aria-hidden="true" className="shrink-0">
      <rect width="10" height="10" rx="2.5" fill={`var(--series-${colour})`} />
    </svg>
  );
}

function Body({ of: { body, numbers }, fill }: { of: CardView; fill: boolean }) {
  switch (body?.kind) {
    case undefined:
      return null;
    case "graph":
      return <CardChart drawn={body.drawn} fill={fill} />;
    case "histogram":
      return <CardHistogram drawing={body.drawing} svg={body.svg} fill={fill} />;
    case "number":
      return numbers.length === 1 ? <Large numbers={numbers} /> : <List numbers={numbers} />;
    case "spark":
      return (
        <ul className="grid flex-1 content-center gap-1.5">
          {body.lines.map((drawn, index) => (
            <li key={numbers[index]?.id}>
              <Line of={numbers[index]} named={numbers.length > 1} />
              <CardChart drawn={drawn} fill={false} />
            </li>
          ))}
        </ul>
      );
  }
}

function Large({ numbers }: { numbers: CardNumber[] }) {
  return numbers.map(({ id, quantity, label, change }) => (
    <div key={id} className="flex flex-1 flex-col justify-center">
      <p className="text-hero font-semibold tracking-tight">
        <Quantity of={quantity} />
      </p>
      <p className="flex flex-wrap gap-x-2 text-small text-muted">{change === null ? label : <Change of={change} />}</p>
    </div>
  ));
}

function List({ numbers }: { numbers: CardNumber[] }) {
  return (
    <dl className="grid flex-1 content-center">
      {numbers.map(({ id, name, quantity, label }) => (
        <div key={id} className="flex items-baseline gap-3 border-b border-hairline last:border-b-0">
          <dt className="mr-auto min-w-0 truncate" title={name}>
            {name}
          </dt>
          <dd title={label} className="shrink-0 text-lead font-medium">
            <Quantity of={quantity} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Line({ of, named }: { of: CardNumber | undefined; named: boolean }) {
  if (of === undefined) return null;
  return (
    <p className="flex items-baseline gap-3">
      {named && (
        <span className="min-w-0 truncate" title={of.name}>
          {of.name}
        </span>
      )}
      <span title={of.label} className={`shrink-0 font-medium ${named ? "ml-auto" : "text-lead"}`}>
        <Quantity of={of.quantity} />
      </span>
    </p>
  );
}
