interface RadioRowProps {
  name: string;
  label: string;
  options: readonly { value: string; text: string }[];
  chosen: string;
}

/** One of a few, all in sight. */
export function RadioRow({ name, label, options, chosen }: RadioRowProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map(({ value, text }) => (
          <label key={value} className="relative">
            <input
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === chosen}
              className="peer absolute inset-0 size-full cursor-pointer opacity-0"
            />
            <span className="inline-flex min-h-9 items-center rounded-small border border-edge bg-card px-3 text-small transition-colors duration-150 peer-checked:border-ink peer-checked:bg-ink peer-checked:text-paper peer-hover:peer-not-checked:bg-wash peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent">
              {text}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
