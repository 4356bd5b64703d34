import type { Collected } from "@dinhdanh/campaign/contract";
import { useLanguage } from "../words/language.tsx";

export function TeamsTable({ rows, stale }: { rows: Collected["by"]; stale: boolean }) {
  const { t, number } = useLanguage();
  const most = Math.max(1, ...rows.map(({ collected }) => collected));
  return (
    <table className={stale ? "ranking stale" : "ranking"} aria-busy={stale}>
      <thead>
        <tr>
          <th scope="col">{t("columnTeam")}</th>
          <th scope="col">{t("columnTeamUnit")}</th>
          <th scope="col">{t("columnCollected")}</th>
          <th scope="col" className="num">
            {t("columnAway")}
          </th>
          <th scope="col" className="num">
            {t("columnOfficers")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ team, collected, awayFromHome, officers, unitName, units }) => (
          <tr key={team ?? ""}>
            <th scope="row" className={team === null ? "" : "team-code"}>
              {team ?? t("noTeam")}
            </th>
            <td>
              {unitName}
              {units < 2 ? null : <span className="mute small"> {t("andUnits", { n: units - 1 })}</span>}
            </td>
            <td>
              <span className="rest">
                <i style={{ width: `${(collected / most) * 60}%` }} />
                {number(collected)}
              </span>
            </td>
            <td className="num">{number(awayFromHome)}</td>
            <td className="num">{number(officers)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
