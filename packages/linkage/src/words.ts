import type { Compose, Composed, OfWord } from "./form.ts";
import { Lexicon } from "./lexicon.ts";

/** Different words that are remembered. Names have some thousands. */
const mostWords = 50_000;
const blank = 0x20;

/** Makes a form word by word. A million names have some thousand words, which stay in the processor's cache. */
export function wordByWord(ofWord: OfWord): Compose {
  let [words, answers, answerOf]: [Lexicon, Lexicon, number[]] = [new Lexicon(), new Lexicon(), [0]];
  const out: Composed = { bytes: new Uint8Array(256), length: 0 };
  const answerTo = (bytes: Uint8Array, from: number, until: number): number => {
    const { size } = words;
    const word = words.addBytes(bytes, from, until);
    if (word < size) return answerOf[word] as number;
    return (answerOf[word] = answers.add(ofWord(words.text(word)) ?? ""));
  };
  return (bytes, from, until) => {
    if (words.size > mostWords) [words, answers, answerOf] = [new Lexicon(), new Lexicon(), [0]];
    out.length = 0;
    for (let start = from, end = from; start <= until; start = end + 1) {
      end = start;
      while (end < until && bytes[end] !== blank) end += 1;
      const answer = answerTo(bytes, start, end);
      if (answer === 0) return undefined;
      answers.copyTo(out, answer, start > from);
    }
    return out;
  };
}
