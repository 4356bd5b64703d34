import { type KeyboardEvent, useEffect, useRef } from "react";

type Option<T extends string> = { value: T; label: string };
type Props<T extends string> = {
  title: string;
  value: T | undefined;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
  disabled?: boolean;
  /** takes the focus when it appears */
  first?: boolean;
};

/** One of a few, large enough for a thumb; the keys 1 to 9 choose while the group has the focus. */
export function Choice<T extends string>({ title, value, options, onChange, disabled = false, first = false }: Props<T>) {
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (first) group.current?.querySelector("input")?.focus();
  }, [first]);
  const press = (event: KeyboardEvent) => {
    const place = Number(event.key) - 1;
    const option = options[place];
    if (option === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onChange(option.value);
    group.current?.querySelectorAll("input")[place]?.focus();
  };
  return (
    <fieldset ref={group} className="choice" disabled={disabled}>
      <legend>{title}</legend>
      {options.map((option, index) => (
        <label key={option.value}>
          <input
            type="radio"
            name={title}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            onKeyDown={press}
          />
          <kbd aria-hidden="true">{index + 1}</kbd>
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
