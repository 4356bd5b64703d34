import type { Text } from "@dinhdanh/kernel/contract";
import { appWords } from "./words-app.ts";
import { importWords } from "./words-imports.ts";
import { overviewWords } from "./words-overview.ts";
import { peopleWords } from "./words-people.ts";
import { personWords } from "./words-person.ts";
import { problemWords } from "./words-problems.ts";

/** Everything that the console says. A key that lacks a language does not compile. */
export const words = {
  ...appWords,
  ...overviewWords,
  ...peopleWords,
  ...personWords,
  ...importWords,
  ...problemWords,
} satisfies Record<string, Text>;

export type Word = keyof typeof words;
