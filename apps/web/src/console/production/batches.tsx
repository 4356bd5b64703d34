import { type Batch, batchStates } from "@dinhdanh/cards/contract";
import { Link } from "@tanstack/react-router";
import { Blank } from "../parts/blank.tsx";
import { Tag } from "../parts/tag.tsx";
import { useLanguage } from "../words/language.tsx";

/** A batch is known by when it was made. */
export function Batches({ batches }: { batches: readonly Batch[] }) {
  const { t, say, number, time } = useLanguage();
  if (batches.length === 0) return <Blank>{t("batchesNone")}</Blank>;
  return (
    <table className="stacked">
      <thead>
        <tr>
          <th scope="col">{t("columnBatch")}</th>
          <th scope="col">{t("columnStep")}</th>
          <th scope="col" className="num">
            {t("columnCards")}
          </th>
          <th scope="col" className="num">
            {t("columnPrinted")}
          </th>
          <th scope="col" className="num">
            {t("columnFailed")}
          </th>
          <th scope="col" className="num">
            {t("columnSpoiled")}
          </th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.batchId}>
            <th scope="row">
              <Link to="/san-xuat/lo/$batchId" params={{ batchId: batch.batchId }}>
                {time(batch.createdAt)}
              </Link>
            </th>
            <td>
              <Tag tone={batch.state === "checked" ? "done" : "waiting"}>{say(batchStates[batch.state])}</Tag>
            </td>
            <td className="num" data-label={t("columnCards")}>
              {number(batch.cards)}
            </td>
            <td className="num" data-label={t("columnPrinted")}>
              {number(batch.printed)}
            </td>
            <td className="num" data-label={t("columnFailed")}>
              {number(batch.failed)}
            </td>
            <td className="num" data-label={t("columnSpoiled")}>
              {number(batch.spoiled)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
