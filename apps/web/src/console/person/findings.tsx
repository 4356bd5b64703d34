import type { PersonView } from "@dinhdanh/campaign/contract";
import { type Finding, findingKinds, type FindingKind } from "@dinhdanh/population/contract";
import { FindingOwnerCell } from "../parts/finding-owner.tsx";
import { useLanguage } from "../words/language.tsx";
import { shown } from "./shown-value.ts";

/** What is wrong with the record, in plain words, with the mend beside it; what blocks the collection stands first. */
export function Findings({ person: { personId, facts, unitName, unitPath, findings } }: { person: PersonView }) {
  const { t } = useLanguage();
  if (findings.length === 0) return null;
  const ordered = findings.toSorted((a, b) => Number(b.conflict) - Number(a.conflict));
  return (
    <ul className="findings">
      {ordered.map((finding) => (
        <li key={`${finding.kind} ${finding.field}`} className={finding.conflict ? "finding finding-conflict" : "finding"}>
          <FindingWords finding={finding} />
          <div className="finding-side">
            <span className="small mute">{t(finding.conflict ? "findingConflict" : "findingNote")}</span>
            <span className="small mute">{t("findingOwner")}:</span>
            <FindingOwnerCell
              {...{ personId, unitName }}
              unit={unitPath.at(-1)?.code}
              kind={finding.kind}
              field={finding.field}
              owner={finding.owner}
              of={facts.fullName}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

const isKnownFinding = (kind: string): kind is FindingKind => Object.hasOwn(findingKinds, kind);

function FindingWords({ finding }: { finding: Finding }) {
  const language = useLanguage();
  const { t, say } = language;
  const { kind, field } = finding;
  const given = finding.given === "" ? t("findingEmpty") : t("findingGiven", { given: shown(field, finding.given, language) });
  if (!isKnownFinding(kind)) {
    return (
      <div>
        <b>{kind}</b>
        <p>{given}</p>
      </div>
    );
  }
  return (
    <div>
      <b>{say(findingKinds[kind].text)}.</b>
      <p>
        <span className="mute">{given}</span> {say(findingKinds[kind].mend)}
      </p>
    </div>
  );
}
