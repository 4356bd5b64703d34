import type { ReactNode } from "react";

type Option<Value extends string> = { value: Value; label: string; note?: ReactNode };
type Props<Value extends string> = {
  legend: string;
  name: string;
  value: Value | undefined;
  options: readonly Option<Value>[];
  disabled?: boolean;
  onChange: (value: Value) => void;
};

/** One of a few, by arrow keys or touch: lines rather than boxes. */
export function Choice<Value extends string>({ legend, name, value, options, disabled = false, onChange }: Props<Value>) {
  return (
    <fieldset className="choice" disabled={disabled}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} value={option.value} checked={value === option.value} onChange={() => onChange(option.value)} />
          <span>
            {option.label}
            {option.note === undefined ? null : <span className="mute small"> {option.note}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
