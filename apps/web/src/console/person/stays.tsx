import { mainMeasures, type MainMeasure, type PersonView } from "@dinhdanh/campaign/contract";
import { useLanguage } from "../words/language.tsx";

const isMain = (key: string): key is MainMeasure => key in mainMeasures;

/** Where the person was registered when, and which figures count them there. */
export function Stays({ person }: { person: PersonView }) {
  const { t, say, day } = useLanguage();
  const nameOf = (code: string | null) => person.unitPath.find((unit) => unit.code === code)?.name ?? code ?? "–";
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("stayColumnUnit")}</th>
          <th scope="col" className="num">
            {t("stayColumnFrom")}
          </th>
          <th scope="col" className="num">
            {t("stayColumnUntil")}
          </th>
          <th scope="col">{t("stayColumnNow")}</th>
        </tr>
      </thead>
      <tbody>
        {person.standing.map((stay, index) => (
          <tr key={`${stay.unitCode} ${stay.stayFrom ?? index}`}>
            <th scope="row">{nameOf(stay.unitCode)}</th>
            <td className="num">{stay.stayFrom === null ? "–" : day(stay.stayFrom)}</td>
            <td className="num">{stay.stayUntil === null ? t("stayNow") : day(stay.stayUntil)}</td>
            <td className="mute">
              {stay.measures
                .filter(isMain)
                .map((key) => say(mainMeasures[key]))
                .join(", ")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
