/** A template split into plain text and named holes. `{n|person|people}` chooses by the number `n`. */
export type Piece = { text: string } | { hole: string };

const hole = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

export type Values = Record<string, string | number>;

export function pieces(template: string, values: Values): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of template.matchAll(hole)) {
    if (match.index > from) found.push({ text: template.slice(from, match.index) });
    const [whole, name = "", one, many] = match;
    if (one === undefined || many === undefined) found.push({ hole: name });
    else found.push({ text: values[name] === 1 ? one : many });
    from = match.index + whole.length;
  }
  if (from < template.length) found.push({ text: template.slice(from) });
  return found;
}

export function fill(template: string, values: Values, print: (n: number) => string): string {
  return pieces(template, values)
    .map((piece) => {
      if ("text" in piece) return piece.text;
      const value = values[piece.hole];
      return typeof value === "number" ? print(value) : (value ?? "");
    })
    .join("");
}
