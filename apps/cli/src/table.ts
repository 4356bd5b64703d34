const textOf = (cell: unknown): string =>
  cell === null || cell === undefined ? "" : typeof cell === "string" ? cell : JSON.stringify(cell);

/** What `printTable` prints: a column per key, numbers to the right. Without rows, that there is none. */
export function tableLines(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (names.length === 0) return ["(none)"];
  const columns = names.map((name) => {
    const cells = rows.map((row) => textOf(row[name]));
    const numeric = rows.every((row) => typeof row[name] === "number");
    const width = Math.max(name.length, ...cells.map((cell) => cell.length));
    return { cells: [name, ...cells], pad: (cell: string) => (numeric ? cell.padStart(width) : cell.padEnd(width)) };
  });
  return [0, ...rows.map((_, index) => index + 1)].map((line) =>
    columns
      .map(({ cells, pad }) => pad(cells[line] ?? ""))
      .join("  ")
      .trimEnd(),
  );
}

/** A table for people to read, on standard output; programs read `--json`. */
export const printTable = (rows: readonly Readonly<Record<string, unknown>>[]): void => console.log(tableLines(rows).join("\n"));
