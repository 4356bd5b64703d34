import { type Circumstance, circumstances, type DossierKind, dossierKinds, fits } from "@dinhdanh/dossiers/contract";
import { TextInput } from "@mantine/core";
import { useLanguage } from "../words/language.tsx";
import { Choice } from "../parts/choice.tsx";

export type KindDraft = { kind: DossierKind; circumstance: Circumstance; throughGuardian: string };

const kinds = Object.keys(dossierKinds) as DossierKind[];
const all = Object.keys(circumstances) as Circumstance[];

/** Who holds a chip card does not come from an old one, which costs less. */
const fitting = (kind: DossierKind, hadChip: boolean): Circumstance[] =>
  all.filter((each) => fits(kind, each) && !(hadChip && each === "old-paper-card"));

/** The first that fits: what is most often meant. */
export const usualCircumstance = (kind: DossierKind, hadChip = false): Circumstance => fitting(kind, hadChip)[0] ?? "requested";

type Props = { draft: KindDraft; kindFixed: boolean; guardian: boolean; hadChip?: boolean; onChange: (draft: KindDraft) => void };

/** Kind of issue, why, and for a child who applies for it. */
export function KindFields({ draft, kindFixed, guardian, hadChip = false, onChange }: Props) {
  const { t, say } = useLanguage();
  return (
    <>
      <div className="choices">
        <Choice
          title={t("intakeKind")}
          value={draft.kind}
          disabled={kindFixed}
          options={kinds.map((value) => ({ value, label: say(dossierKinds[value]) }))}
          onChange={(kind) => onChange({ ...draft, kind, circumstance: usualCircumstance(kind, hadChip) })}
        />
        <Choice
          title={t("intakeCircumstance")}
          value={draft.circumstance}
          options={fitting(draft.kind, hadChip).map((value) => ({ value, label: say(circumstances[value].text) }))}
          onChange={(circumstance) => onChange({ ...draft, circumstance })}
        />
      </div>
      {guardian ? (
        <TextInput
          label={t("intakeGuardian")}
          description={t("intakeGuardianTeach")}
          maxLength={100}
          value={draft.throughGuardian}
          onChange={(event) => onChange({ ...draft, throughGuardian: event.target.value })}
        />
      ) : null}
      {kindFixed ? <p className="mute small">{t("intakeKindFixed")}</p> : null}
    </>
  );
}
