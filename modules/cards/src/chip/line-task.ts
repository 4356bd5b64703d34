import type { linePersonaliser, LineRefusal } from "./personalise-line.ts";

/** A line of `cards.ndjson`, counted from 1. */
export type LineTask = { number: number; text: string };
export type RefusedLine = { line: number; code: LineRefusal; fields?: string };
export type LineAnswer = { line: number; outcome: "made" | "unchanged" } | ({ outcome: "refused" } & RefusedLine);

export async function answerLines(personalise: ReturnType<typeof linePersonaliser>, lines: readonly LineTask[]): Promise<LineAnswer[]> {
  const answers: LineAnswer[] = [];
  for (const { number, text } of lines) {
    const made = await personalise(text);
    if (made.ok) answers.push({ line: number, outcome: made.value });
    else {
      const fields = made.refusal.details?.["fields"];
      answers.push({
        line: number,
        outcome: "refused",
        code: made.refusal.code,
        ...(fields === undefined ? {} : { fields: String(fields) }),
      });
    }
  }
  return answers;
}
