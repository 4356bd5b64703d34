import { type ImportKind, importKinds } from "@dinhdanh/ledger/contract";
import { useLanguage } from "../words/language.tsx";

const words = { roll: ["kindRoll", "kindRollTeach"], acts: ["kindActs", "kindActsTeach"] } as const;

export function KindChoice({ kind, onChange }: { kind: ImportKind; onChange: (kind: ImportKind) => void }) {
  const { t } = useLanguage();
  return (
    <fieldset className="kinds">
      <legend>{t("importKind")}</legend>
      {importKinds.map((each) => (
        <label key={each} className="kind">
          <input type="radio" name="kind" value={each} checked={kind === each} onChange={() => onChange(each)} />
          <b>{t(words[each][0])}</b>
          <span className="mute small">{t(words[each][1])}</span>
        </label>
      ))}
    </fieldset>
  );
}
