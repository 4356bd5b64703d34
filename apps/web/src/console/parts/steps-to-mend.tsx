import type { StepKey } from "@dinhdanh/dossiers/contract";
import type { Text } from "@dinhdanh/kernel/contract";
import { useLanguage } from "../words/language.tsx";

type Props<Key extends StepKey> = {
  title: string;
  names: Readonly<Record<Key, Text>>;
  of: readonly Key[];
  chosen: readonly Key[];
  error: string | undefined;
  onChoose: (steps: Key[]) => void;
};

/** What the collecting unit is to put right. */
export function StepsToMend<Key extends StepKey>({ title, names, of, chosen, error, onChoose }: Props<Key>) {
  const { say } = useLanguage();
  return (
    <fieldset className="choice">
      <legend>{title}</legend>
      {of.map((step) => (
        <label key={step}>
          <input
            type="checkbox"
            checked={chosen.includes(step)}
            onChange={({ target: { checked } }) => onChoose(of.filter((one) => (one === step ? checked : chosen.includes(one))))}
          />
          {say(names[step])}
        </label>
      ))}
      {error === undefined ? null : (
        <p className="red" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
