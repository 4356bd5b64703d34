import type { PersonView } from "@dinhdanh/campaign/contract";
import { attributes, type Facts } from "@dinhdanh/population/contract";
import { Fragment, type ReactNode } from "react";
import { PhoneLink } from "../people/person-line.tsx";
import { formatPin } from "../words/format.ts";
import { type Language, useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import { shown } from "./shown-value.ts";
import { relationWord, statusWords } from "./person-tables.ts";

function household({ householdId, relation }: Facts, { t }: Language): string | undefined {
  const parts = [householdId, relation === undefined ? undefined : t(relationWord(relation))].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(", ");
}

/** Facts that events bring and no roll tells of. */
const laterFacts = ["spousePin", "nationality", "features", "missingSince"] as const;

/** What the register holds, without what it does not know. */
export function FactList({ person }: { person: PersonView }) {
  const language = useLanguage();
  const { t, say, day } = language;
  const { facts, unitPath, currentUnitPath } = person;
  const ways = unitPath.toReversed().map(({ name }) => name);
  const current = currentUnitPath.length === 0 ? facts.currentUnit : currentUnitPath.toReversed().map(({ name }) => name).join(", "); // prettier-ignore
  const lines: (readonly [Word, ReactNode | undefined])[] = [
    ["factPermanent", [facts.address, ...ways].filter((part) => part !== undefined && part !== "").join(", ")],
    ["factCurrent", current ?? t("sameAsPermanent")],
    ["factStatus", t(statusWords[facts.residenceStatus])],
    ["factHousehold", household(facts, language)],
    ["factPhone", facts.phone === undefined ? undefined : <PhoneLink phone={facts.phone} name={facts.fullName} />],
    ["factOldIds", facts.oldIds?.map(formatPin).join(", ")],
    ["factEthnicity", facts.ethnicity],
    ["factReligion", facts.religion],
    ["factFather", facts.fatherPin === undefined ? undefined : formatPin(facts.fatherPin)],
    ["factMother", facts.motherPin === undefined ? undefined : formatPin(facts.motherPin)],
    ["factDied", facts.diedOn === undefined ? undefined : day(facts.diedOn)],
  ];
  return (
    <dl className="facts">
      {lines.map(([word, value]) =>
        value === undefined || value === "" ? null : (
          <Fragment key={word}>
            <dt>{t(word)}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
      {laterFacts.map((field) =>
        facts[field] === undefined ? null : (
          <Fragment key={field}>
            <dt>{say(attributes[field].text)}</dt>
            <dd>{shown(field, facts[field], language)}</dd>
          </Fragment>
        ),
      )}
    </dl>
  );
}
