import type { PersonView } from "@dinhdanh/campaign/contract";
import { Link } from "@tanstack/react-router";
import { useLanguage } from "../words/language.tsx";
import { relationWord } from "./person-tables.ts";

export function Household({ person }: { person: PersonView }) {
  const { t, day } = useLanguage();
  const others = person.household.filter(({ personId }) => personId !== person.personId);
  if (person.facts.householdId === undefined) return null;
  return (
    <section className="household">
      <h2>{t("householdTitle")}</h2>
      {others.length === 0 ? <p className="mute">{t("householdAlone")}</p> : null}
      <ul>
        {others.map(({ personId, fullName, birthDate, relation, diedOn }) => (
          <li key={personId}>
            <Link from="/cong-dan/$personId" to="/cong-dan/$personId" params={{ personId }} search={(previous) => previous}>
              {fullName}
            </Link>
            <span className="mute small">
              {[
                relation === null ? null : t(relationWord(relation)),
                birthDate?.slice(0, 4) ?? null,
                diedOn === null ? null : t("died", { day: day(diedOn) }),
              ]
                .filter((part) => part !== null)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
