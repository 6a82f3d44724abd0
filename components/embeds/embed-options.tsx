import { More } from "@/components/ui/more";
import { RadioRow } from "@/components/ui/radio-row";
import { EMBED_SIZE } from "@/lib/domain/embed-look";
import { type EmbedOptions as Options, thresholdName, thresholdValue } from "@/lib/presenters/view/embed-options";
import { OptionLines, OptionSelect, OptionText, OptionTick } from "./option-fields";

/** The fields of the builder, each with its name in the address. What is used most is in sight, the rest one click away. */
export function EmbedOptions({ of }: { of: Options }) {
  return (
    <>
      <input type="hidden" name="built" value="1" />
      <input type="hidden" name="stats" value={of.stats} />
      <RadioRow name="kind" label="Kind" {...of.kind} />
      <OptionText name="title" label="Title" value={of.title} placeholder={of.titlePlaceholder} maxLength={200} />
      <div className="group grid gap-5 sm:grid-cols-2">
        <OptionSelect name="range" label="Range" {...of.range} />
        <OptionSelect name="compare" label="Beneath it, dashed" {...of.compare} />
        <div className="hidden gap-5 group-has-[option[value=chosen]:checked]:grid sm:col-span-2 sm:grid-cols-2">
          <OptionText name="from" label="From" value={of.from} placeholder="-36h" hint="-36h, 2026-05-01T14:00" />
          <OptionText name="to" label="To" value={of.to} placeholder="now" hint="now, or like the other" />
        </div>
      </div>
      <RadioRow name="theme" label="Theme" {...of.theme} />
      <div className="grid grid-cols-2 gap-5">
        <OptionText
          name="w"
          label="Width"
          type="number"
          value={of.width}
          min={EMBED_SIZE.least}
          max={EMBED_SIZE.mostWidth}
          hint="Pixels. A frame also shrinks to fit."
        />
        <OptionText
          name="h"
          label="Height"
          type="number"
          value={of.height}
          min={EMBED_SIZE.least}
          max={EMBED_SIZE.mostHeight}
        />
      </div>
      <div className="grid gap-2.5">
        <OptionTick name="heading" label="Title and latest value above the chart" ticked={of.heading} />
        <OptionTick name="annotations" label="What happened, as flags" ticked={of.annotations} />
        <OptionTick name="credit" label="A small link to Statnest" ticked={of.credit} />
      </div>
      <More title="Drawing and time zone" open={isDrawn(of)}>
        <div className="grid gap-5 sm:grid-cols-2">
          <OptionSelect name="style" label="Drawn as" {...of.style} />
          <OptionSelect name="scale" label="Scale" {...of.scale} />
          <OptionSelect name="step" label="One point" {...of.step} />
          <OptionSelect name="tz" label="Time zone" {...of.zone} />
        </div>
        {of.sides.length > 0 && <Sides of={of} />}
      </More>
      <More title="Lines at values that matter" open={of.thresholds.some((row) => row !== null)}>
        <Thresholds of={of} />
      </More>
      <More title="Where and until when" open={of.origins !== "" || of.until !== ""}>
        <OptionLines
          name="origins"
          label="Only on pages of"
          value={of.origins}
          placeholder={"https://blog.example.com\nhttps://*.example.org"}
          hint="One a line; empty is anywhere. Browsers keep to it. Pictures are then only shown to pages that say who they are."
        />
        <OptionText
          name="until"
          label="Last day"
          type="date"
          value={of.until}
          hint="It shows nothing after that day. Empty is for ever, or until you revoke it."
        />
      </More>
      <noscript>
        <button type="submit" className="min-h-10 rounded-small border border-edge bg-card px-4 font-medium">
          Show the preview
        </button>
      </noscript>
    </>
  );
}

function isDrawn(of: Options): boolean {
  const right = of.sides.some((side) => side.right);
  return (
    of.style.chosen !== "auto" ||
    of.scale.chosen !== "linear" ||
    of.step.chosen !== "" ||
    of.zone.chosen !== "" ||
    right
  );
}

function Sides({ of }: { of: Options }) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">On the right axis</legend>
      <div className="grid gap-2.5">
        {of.sides.map(({ id, name, right }) => (
          <label key={id} className="flex items-center gap-3 wrap-anywhere">
            <input type="checkbox" name="right" value={id} defaultChecked={right} className="size-5 shrink-0" />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Thresholds({ of }: { of: Options }) {
  const hasRight = of.sides.some((side) => side.right);
  return (
    <ul className="grid gap-4">
      {of.thresholds.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place: its fields are told apart by nothing else
        <li key={index} className="flex flex-wrap gap-3">
          <fieldset className="flex grow flex-wrap gap-3">
            <legend className="sr-only">{thresholdName(row)}</legend>
            <OptionText name="value" label="Value" value={thresholdValue(row)} className="w-24" />
            <OptionText
              name="label"
              label="Words"
              value={row?.label ?? ""}
              maxLength={80}
              className="min-w-32 flex-1"
            />
            {hasRight ? (
              <OptionSelect
                name="side"
                label="Axis"
                options={[
                  { value: "left", text: "Left" },
                  { value: "right", text: "Right" },
                ]}
                chosen={row?.axis ?? "left"}
              />
            ) : (
              <input type="hidden" name="side" value={row?.axis ?? "left"} />
            )}
          </fieldset>
        </li>
      ))}
    </ul>
  );
}
