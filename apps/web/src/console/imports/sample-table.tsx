import type { ReactNode } from "react";

type Mark = { row: number; column: number };
type Props = {
  headers: readonly { key: string; content: ReactNode }[];
  rows: readonly (readonly string[])[];
  /** cells to be looked at, and why */
  marks?: { cells: readonly Mark[]; word: string; empty: string };
};

/** Rows of a file as they stand in it; wide files scroll within the table. */
export function SampleTable({ headers, rows, marks }: Props) {
  const isMarked = (row: number, column: number) => marks?.cells.some((one) => one.row === row && one.column === column) === true;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <section className="sample" tabIndex={0} aria-label={headers.map(({ key }) => key).join(", ")}>
      <table>
        <thead>
          <tr>
            {headers.map(({ key, content }) => (
              <th key={key} scope="col">
                {content}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {headers.map(({ key }, column) => (
                <td key={key}>
                  {row[column]}{" "}
                  {isMarked(index, column) ? (
                    <span className="tag tag-waiting">■ {row[column] === "" ? marks?.empty : marks?.word}</span>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
