import type { PersonView } from "@dinhdanh/campaign/contract";
import { TextInput } from "@mantine/core";
import { StepForm } from "../intake/step-form.tsx";
import { Choice } from "../parts/choice.tsx";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import type { BirthDraft, Parent } from "./birth-draft.ts";
import { ParentField } from "./parent-field.tsx";

type Props = {
  draft: BirthDraft;
  unitName: string;
  missing: Word | undefined;
  saving: boolean;
  error: unknown;
  onChange: (draft: BirthDraft) => void;
  onSubmit: () => void;
};

type TextKey = { [Key in keyof BirthDraft]: BirthDraft[Key] extends string ? Key : never }[keyof BirthDraft];

/** What is declared of a newborn. A chosen parent fills in the home that the child will share. */
export function BirthForm({ draft, unitName, missing, saving, error, onChange, onSubmit }: Props) {
  const { t } = useLanguage();
  const text = (field: TextKey, label: Word, note?: Word) => (
    <TextInput
      label={t(label)}
      {...(note === undefined ? {} : { placeholder: t(note) })}
      value={draft[field]}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget }) => onChange({ ...draft, [field]: currentTarget.value })}
    />
  );
  const parent = (field: "mother" | "father") => (chosen: Parent | undefined, person?: PersonView) =>
    onChange({ ...draft, ...(person === undefined ? {} : homeOf(draft, person)), [field]: chosen });
  return (
    <StepForm title={t("birthChild")} missing={missing} onSubmit={onSubmit} action={t("birthGo")} saving={saving} error={error} back={null}>
      <div className="birth-columns">
        {text("fullName", "birthName")}
        <TextInput
          label={t("birthDate")}
          placeholder={t("birthDateForm")}
          inputMode="numeric"
          autoComplete="off"
          value={draft.birthDate}
          onChange={({ currentTarget }) => onChange({ ...draft, birthDate: currentTarget.value })}
        />
        <Choice
          title={t("birthSex")}
          value={draft.sex}
          onChange={(sex) => onChange({ ...draft, sex })}
          options={[
            { value: "male", label: t("male") },
            { value: "female", label: t("female") },
          ]}
        />
        {text("province", "birthProvince")}
      </div>
      <h3 className="birth-part">{t("birthParents")}</h3>
      <div className="birth-columns">
        <ParentField label={t("birthMother")} value={draft.mother} onChange={parent("mother")} />
        <ParentField label={t("birthFather")} value={draft.father} onChange={parent("father")} />
      </div>
      <h3 className="birth-part">{t("birthHome")}</h3>
      <p>
        <span className="mute small">{t("birthUnit")}</span> {unitName}
      </p>
      <div className="birth-columns">
        {text("householdId", "birthHousehold", "birthHouseholdNote")}
        {text("address", "birthAddress")}
        {text("ethnicity", "birthEthnicity")}
        {text("origin", "birthOrigin")}
      </div>
      {text("evidence", "birthEvidence", "birthEvidenceNote")}
    </StepForm>
  );
}

/** What is not typed yet, as the parent has it. */
function homeOf(draft: BirthDraft, { facts }: PersonView): Partial<BirthDraft> {
  const kept = (typed: string, held: string | undefined) => (typed === "" ? (held ?? "") : typed);
  return {
    ...{ householdId: kept(draft.householdId, facts.householdId), address: kept(draft.address, facts.address) },
    ...{ ethnicity: kept(draft.ethnicity, facts.ethnicity), origin: kept(draft.origin, facts.origin) },
  };
}
