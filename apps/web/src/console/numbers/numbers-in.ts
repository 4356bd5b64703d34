/** The first column of a list, without its header: what is no number the server refuses by its line. */
export function numbersIn(text: string): string[] {
  const cells = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line) => (line.split(/[,;\t]/)[0] ?? "").replaceAll('"', "").trim());
  const rows = /\d/.test(cells[0] ?? "") ? cells : cells.slice(1);
  return rows.filter((cell) => cell !== "");
}
