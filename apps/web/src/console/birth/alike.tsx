import type { CandidateView } from "@dinhdanh/campaign/contract";
import { type BirthRequest, comparisonText, levelText, type ScoreExplanation, speaking } from "@dinhdanh/population/contract";
import { Button, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { likelihood } from "../duplicates/likelihood.ts";
import { useSubmitKey } from "../imports/use-submit-key.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { formatPin } from "../words/format.ts";
import { type Language, useLanguage } from "../words/language.tsx";
import { sexWord } from "../words/tables.ts";
import type { Word } from "../words/words.ts";

type Props = {
  given: BirthRequest;
  unitName: string;
  candidates: readonly CandidateView[];
  saving: boolean;
  error: unknown;
  onDespite: (reason: string) => void;
  onBack: () => void;
};

/** Who the child may be, side by side with what is stated, before a second record is made. */
export function Alike({ given, unitName, candidates, saving, error, onDespite, onBack }: Props) {
  const { t } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="alike">
      <h1 ref={heading} tabIndex={-1}>
        {t("alikeTitle", { n: candidates.length })}
      </h1>
      <p className="lead">{t("alikeLead")}</p>
      {candidates.map((candidate, index) => (
        <Candidate key={candidate.personId ?? index} candidate={candidate} given={given} unitName={unitName} />
      ))}
      <Despite saving={saving} error={error} onDespite={onDespite} onBack={onBack} />
    </section>
  );
}

type CandidateProps = { candidate: CandidateView; given: BirthRequest; unitName: string };

function Candidate({ candidate: { personId, held, probability, explanation }, given, unitName }: CandidateProps) {
  const language = useLanguage();
  const { t, percent } = language;
  const likely = probability === null ? t("alikePlain") : t("alikeLikely", { percent: percent(likelihood(probability)) });
  if (personId === null || held === null) {
    return (
      <article className="panel">
        <h2>
          {t("alikeElsewhere")} <Tag tone="waiting">{likely}</Tag>
        </h2>
        <p>{t("alikeElsewhereNote")}</p>
      </article>
    );
  }
  return (
    <article className="panel">
      <h2>
        {held.fullName} <Tag tone="waiting">{likely}</Tag>
      </h2>
      {explanation === null ? null : <Why explanation={explanation} />}
      <table className="records">
        <thead>
          <tr>
            <th scope="col">{t("pairField")}</th>
            <th scope="col">{t("alikeGiven")}</th>
            <th scope="col">{t("alikeHeld")}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(given, unitName, held, language).map(([word, stated, known]) => (
            <tr key={word} className={differs(stated, known) ? "differs" : undefined}>
              <th scope="row">
                {t(word)} {differs(stated, known) ? <span className="small">{t("pairDiffers")}</span> : null}
              </th>
              <td>{stated === "" ? <span className="mute">{t("pairUnknown")}</span> : stated}</td>
              <td>{known === "" ? <span className="mute">{t("pairUnknown")}</span> : known}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <LinkButton variant="default" to="/cong-dan/$personId" params={{ personId }} search={{ "muc-dich": "verify" }}>
          {t("alikeOpen")}
        </LinkButton>
      </div>
    </article>
  );
}

const differs = (stated: string, known: string) =>
  stated !== "" && known !== "" && stated.toLocaleLowerCase("vi") !== known.toLocaleLowerCase("vi");

type Row = [Word, string, string];

function rowsOf(given: BirthRequest, unitName: string, held: NonNullable<CandidateView["held"]>, { t, day }: Language): Row[] {
  const pin = (text: string | null | undefined) => (text === undefined || text === null ? "" : formatPin(text));
  const rows: Row[] = [
    ["pairPin", "", pin(held.pin)],
    ["pairName", given.fullName, held.fullName],
    ["pairBorn", day(given.birthDate), held.birthDate === null ? "" : day(held.birthDate)],
    ["pairSex", t(sexWord(given.sex)), t(sexWord(held.sex))],
    ["pairPlace", unitName, held.unitName ?? ""],
    ["factHousehold", given.householdId ?? "", held.householdId ?? ""],
    ["pairAddress", given.address ?? "", held.address ?? ""],
    ["factMother", pin(given.motherPin), pin(held.motherPin)],
    ["factFather", pin(given.fatherPin), pin(held.fatherPin)],
    ["pairOrigin", given.origin ?? "", held.origin ?? ""],
  ];
  return rows.filter(([, stated, known]) => stated !== "" || known !== "");
}

/** The score in words: what speaks for one person, and what for two. */
function Why({ explanation }: { explanation: ScoreExplanation }) {
  const { t, say } = useLanguage();
  const { forOne, forTwo } = speaking(explanation);
  const words = (steps: typeof forOne) =>
    steps.map(({ comparison, level }) => `${say(comparisonText(comparison))} (${say(levelText(level))})`).join(", "); // prettier-ignore
  return (
    <dl className="alike-why">
      {forOne.length === 0 ? null : (
        <div>
          <dt>{t("alikeFor")}</dt>
          <dd>{words(forOne)}</dd>
        </div>
      )}
      {forTwo.length === 0 ? null : (
        <div>
          <dt>{t("alikeAgainst")}</dt>
          <dd>{words(forTwo)}</dd>
        </div>
      )}
    </dl>
  );
}

function Despite({ saving, error, onDespite, onBack }: Pick<Props, "saving" | "error" | "onDespite" | "onBack">) {
  const { t } = useLanguage();
  const [reason, setReason] = useState("");
  const [lacking, setLacking] = useState(false);
  const submit = () => {
    setLacking(reason.trim() === "");
    if (reason.trim() !== "") onDespite(reason.trim());
  };
  useSubmitKey(!saving, submit);
  return (
    <div className="panel">
      <Textarea
        label={t("alikeWhy")}
        description={t("alikeWhyNote")}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        error={lacking ? t("alikeWhyMissing") : undefined}
        autosize
        minRows={2}
        maxLength={300}
      />
      {error === null ? null : <Trouble error={error} />}
      <div className="actions">
        <Button variant="default" onClick={onBack}>
          {t("alikeBack")}
        </Button>
        <Button variant="default" className="danger-button" loading={saving} onClick={submit}>
          {t("alikeDespite")}
          <kbd className="on-button">Ctrl + Enter</kbd>
        </Button>
      </div>
    </div>
  );
}
