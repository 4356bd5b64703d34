import type { ReactNode } from "react";

type Props = { headers: readonly { key: string; content: ReactNode }[]; rows: readonly (readonly string[])[] };

/** Rows of a file as they stand in it; wide files scroll within the table. */
export function SampleTable({ headers, rows }: Props) {
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
                <td key={key}>{row[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
