import { type ReactNode, useId } from "react";

const CONTROL = "w-full min-h-10 rounded-small border border-edge bg-card px-3 py-1.5 text-ink";

interface Choice {
  value: string;
  text: string;
}

interface ChoiceProps {
  name: string;
  label: string;
  options: Choice[];
  chosen: string;
  hint?: ReactNode;
  className?: string;
}

/** A select that keeps its focus while the page around it is drawn anew. */
export function OptionSelect({ name, label, options, chosen, hint, className = "" }: ChoiceProps) {
  const id = useId();
  return (
    <div className={`grid content-start gap-1.5 ${className}`}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <select
        id={id}
        name={name}
        defaultValue={chosen}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={CONTROL}
      >
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <Hint id={id} hint={hint} />
    </div>
  );
}

interface TickProps {
  name: string;
  label: string;
  ticked: boolean;
}

/** Yes or no, and no is said as well: the hidden field of the same name counts when the box is empty. */
export function OptionTick({ name, label, ticked }: TickProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-3">
      <input type="hidden" name={name} value="0" />
      <input id={id} type="checkbox" name={name} value="1" defaultChecked={ticked} className="size-5" />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}

interface TextProps {
  name: string;
  label: string;
  value: string;
  hint?: ReactNode;
  placeholder?: string;
  /** A text field unless said otherwise. */
  type?: "text" | "number" | "date";
  min?: number;
  max?: number;
  maxLength?: number;
  className?: string;
}

export function OptionText({ name, label, value, hint, className = "", type = "text", ...input }: TextProps) {
  const id = useId();
  return (
    <div className={`grid content-start gap-1.5 ${className}`}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        id={id}
        name={name}
        type={type}
        defaultValue={value}
        autoComplete="off"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={CONTROL}
        {...input}
      />
      <Hint id={id} hint={hint} />
    </div>
  );
}

/** Several lines of text. */
export function OptionLines({ name, label, value, hint, placeholder }: TextProps) {
  const id = useId();
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea
        id={id}
        name={name}
        rows={3}
        defaultValue={value}
        placeholder={placeholder}
        spellCheck={false}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={CONTROL}
      />
      <Hint id={id} hint={hint} />
    </div>
  );
}

function Hint({ id, hint }: { id: string; hint: ReactNode }) {
  if (hint === undefined) return null;
  return (
    <p id={`${id}-hint`} className="text-small text-muted">
      {hint}
    </p>
  );
}
