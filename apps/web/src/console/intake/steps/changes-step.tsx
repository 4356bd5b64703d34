import { type ChangeableField, changeableFields, type StepContent, stepNames } from "@dinhdanh/dossiers/contract";
import { correctedValue, type Facts } from "@dinhdanh/population/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { CommuneField } from "../../parts/commune-field.tsx";
import { shown } from "../../person/shown-value.ts";
import { useLanguage } from "../../words/language.tsx";
import { sexWord } from "../../words/tables.ts";
import { dayNow } from "../kept-work.ts";
import { StepFrame } from "../step-frame.tsx";
import { useStep } from "../use-step.ts";
import { useWizard } from "../wizard.ts";

type Change = StepContent<"changes">["changes"][number];
const fields = Object.keys(changeableFields) as ChangeableField[];
const forms = ["DC01", "DC02"] as const;

const heldIn = (facts: Facts, field: ChangeableField): string | null => facts[field] ?? null;

/** A new value as the register writes it, so that it can be proposed as it is and stands on the card; undefined when it cannot be one. */
function written(field: ChangeableField, to: string): string | undefined {
  return correctedValue({ field, to: to.trim() }, dayNow()) ?? undefined;
}

/** What has changed since (DC01) or was wrong all along (DC02), beside what the register holds. */
export function ChangesStep() {
  const { t, say } = useLanguage();
  const { person } = useWizard();
  const step = useStep<"changes", Change[]>("changes", {
    start: (saved) => saved?.changes ?? [],
    read: (changes) => {
      if (changes.some(({ to, evidence }) => to.trim() === "" || evidence.trim() === "")) return { missing: "changesMissing" };
      if (changes.some(({ field, to }) => written(field, to) === undefined)) return { missing: "changesMalformed" };
      return {
        content: { changes: changes.map((each) => ({ ...each, to: written(each.field, each.to) ?? "", evidence: each.evidence.trim() })) },
      };
    },
  });
  const changes = step.draft;
  const free = fields.filter((field) => !changes.some((each) => each.field === field));
  const set = (index: number, next: Partial<Change>) =>
    step.change(changes.map((each, at) => (at === index ? { ...each, ...next } : each)));
  const add = () => {
    const [field] = free;
    if (field !== undefined) step.change([...changes, { field, from: heldIn(person.facts, field), to: "", evidence: "", form: "DC01" }]);
  };
  return (
    <StepFrame
      title={say(stepNames.changes)}
      teach={t(changes.length === 0 ? "changesNone" : "changesTeach")}
      missing={step.missing}
      onSubmit={step.submit}
    >
      {changes.map((change, index) => (
        <ChangeFields
          key={change.field}
          change={change}
          free={free}
          facts={person.facts}
          onChange={(next) => set(index, next)}
          onRemove={() => step.change(changes.filter((_, at) => at !== index))}
        />
      ))}
      <Button variant="default" disabled={free.length === 0} onClick={add} data-first={changes.length === 0 ? true : undefined}>
        {t("changeAdd")}
      </Button>
    </StepFrame>
  );
}

type FieldsProps = {
  change: Change;
  free: readonly ChangeableField[];
  facts: Facts;
  onChange: (next: Partial<Change>) => void;
  onRemove: () => void;
};

/** One declared change: which fact, which form, what stands there, what shall stand there, and the paper that proves it. */
function ChangeFields({ change, free, facts, onChange, onRemove }: FieldsProps) {
  const language = useLanguage();
  const { t, say } = language;
  return (
    <fieldset className="change">
      <legend className="hidden">{say(changeableFields[change.field])}</legend>
      <NativeSelect
        label={t("changeField")}
        // a row that was added is filled in next
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={change.to === ""}
        value={change.field}
        data={fields
          .filter((field) => field === change.field || free.includes(field))
          .map((value) => ({ value, label: say(changeableFields[value]) }))}
        onChange={({ currentTarget }) => {
          const field = fields.find((each) => each === currentTarget.value) ?? change.field;
          onChange({ field, from: heldIn(facts, field), to: "" });
        }}
      />
      <NativeSelect
        label={t("changeForm")}
        value={change.form}
        data={forms.map((value) => ({ value, label: t(value === "DC01" ? "changeDc01" : "changeDc02") }))}
        onChange={({ currentTarget }) => onChange({ form: forms.find((each) => each === currentTarget.value) ?? change.form })}
      />
      <p className="change-from">
        <span className="mute small">{t("changeFrom")}</span>
        {change.from === null ? t("changeFromNothing") : shown(change.field, change.from, language)}
      </p>
      <NewValue change={change} onChange={(to) => onChange({ to })} />
      <TextInput
        label={t("changeEvidence")}
        maxLength={200}
        value={change.evidence}
        onChange={(event) => onChange({ evidence: event.target.value })}
      />
      <Button variant="default" onClick={onRemove}>
        {t("changeRemove")}
      </Button>
    </fieldset>
  );
}

function NewValue({ change: { field, to }, onChange }: { change: Change; onChange: (to: string) => void }) {
  const { t } = useLanguage();
  if (field === "permanentUnit")
    return <CommuneField label={t("changeTo")} value={to} on={dayNow()} required={false} onChange={onChange} />;
  if (field !== "sex")
    return <TextInput label={t("changeTo")} maxLength={300} value={to} onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
  return (
    <NativeSelect
      label={t("changeTo")}
      value={to}
      data={["", "male", "female"].map((value) => ({ value, label: value === "" ? "" : t(sexWord(value)) }))}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
