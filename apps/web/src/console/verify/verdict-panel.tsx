import type { Verification } from "@dinhdanh/cards/contract";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import type { Evidence } from "./read-evidence.ts";
import { answerOf, answers, findingText } from "./verdict-words.ts";

type Props = { evidence: Evidence; files: number; found: Verification } | { fault: string };

const evidenceWords = { qr: "evidenceQr", mrz: "evidenceMrz", chip: "evidenceChip" } as const satisfies Record<Evidence, Word>;
const cannotWords = { qr: "cannotQr", mrz: "cannotMrz", chip: "cannotChip" } as const satisfies Record<Evidence, Word>;
const checkedWords = { register: "checkedRegister", chip: "checkedChip" } as const;

/** The answer first, then what to do, then what it rests on and what it does not prove. */
export function VerdictPanel(props: Props) {
  const { t, say } = useLanguage();
  const answer = "fault" in props ? "malformed" : answerOf(props.found, props.evidence);
  const { word, next, shape, tone } = answers[answer];
  return (
    <section className={`verdict verdict-${tone} verdict-is-${answer}`} aria-labelledby="verdict">
      <div className="verdict-head">
        <span className="verdict-shape" aria-hidden="true">
          {shape}
        </span>
        <h2 id="verdict">{t(word)}</h2>
      </div>
      <p className="verdict-next">{t(next)}</p>
      {"fault" in props ? (
        <p>{props.fault}</p>
      ) : (
        <>
          {props.found.findings.length === 0 ? null : (
            <>
              <h3>{t("findingsTitle")}</h3>
              <ul>
                {props.found.findings.map((code) => (
                  <li key={code}>{say(findingText(code))}</li>
                ))}
              </ul>
            </>
          )}
          <h3>{t("checkedTitle")}</h3>
          <ul>
            <li>{t(evidenceWords[props.evidence], { n: props.files })}</li>
            {props.found.by.map((what) => (
              <li key={what}>{t(checkedWords[what])}</li>
            ))}
          </ul>
          <h3>{t("cannotTitle")}</h3>
          <p>{t(cannotWords[props.evidence])}</p>
        </>
      )}
    </section>
  );
}
