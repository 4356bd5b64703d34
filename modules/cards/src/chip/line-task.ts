import type { linePersonaliser, LineRefusal } from "./personalise-line.ts";

/** A line of `cards.ndjson`, counted from 1. */
export type LineTask = { number: number; text: string };
export type LineAnswer = { line: number; outcome: "made" | "unchanged" } | { line: number; outcome: "refused"; code: LineRefusal };

export async function answerLines(personalise: ReturnType<typeof linePersonaliser>, lines: readonly LineTask[]): Promise<LineAnswer[]> {
  const answers: LineAnswer[] = [];
  for (const { number, text } of lines) {
    const made = await personalise(text);
    answers.push(made.ok ? { line: number, outcome: made.value } : { line: number, outcome: "refused", code: made.refusal.code });
  }
  return answers;
}
