import type { ReactNode } from "react";
import { useLanguage } from "../words/language.tsx";

type Fault = { row: number | null; column?: string; reason: string };

/** Why a file is not taken: what it is, and its first faults by row; a row of null is the file as a whole. `count` is of all faults. */
export function FileFaults({
  what,
  faults,
  count,
  children,
}: {
  what: string;
  faults: readonly Fault[];
  count: number;
  children?: ReactNode;
}) {
  const { t, number } = useLanguage();
  const inColumns = faults.some(({ column }) => column !== undefined);
  return (
    <div className="trouble" role="alert">
      <p className="trouble-what">
        <span aria-hidden="true">■ </span>
        {what}
      </p>
      {children}
      {faults.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th scope="col" className="num">
                {t("columnRow")}
              </th>
              {inColumns ? <th scope="col">{t("sheetColumn")}</th> : null}
              <th scope="col">{t("columnFault")}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ row, column, reason }, index) => (
              <tr key={index}>
                <td className="num">{row === null ? t("faultWholeFile") : number(row)}</td>
                {inColumns ? <td>{column}</td> : null}
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {count > faults.length ? <p className="mute">{t("faultsMore", { n: count - faults.length })}</p> : null}
    </div>
  );
}
