import { useQuery } from "@tanstack/react-query";
import { waitingQuery } from "../api/card-queries.ts";
import { Due } from "../parts/due.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

/** The orders in the sequence in which batches take them. */
export function WaitingTable() {
  const { t, number } = useLanguage();
  const { data, error, refetch } = useQuery(waitingQuery);
  if (data === undefined) return error === null ? <Bars rows={4} height={28} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  if (data.groups.length === 0) return null;
  return (
    <section className="block">
      <h2>{t("waitingByDue")}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("columnDue")}</th>
            <th scope="col">{t("columnPriority")}</th>
            <th scope="col" className="num">
              {t("columnCards")}
            </th>
            <th scope="col" className="num">
              {t("columnUnits")}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.groups.map(({ priority, dueOn, cards, units }) => (
            <tr key={`${priority} ${dueOn}`}>
              <th scope="row">
                <Due on={dueOn} today={data.today} />
              </th>
              <td>{priority > 0 ? <Tag tone="waiting">{t("urgent")}</Tag> : <span className="mute">{t("ordinary")}</span>}</td>
              <td className="num">{number(cards)}</td>
              <td className="num mute">{number(units)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
