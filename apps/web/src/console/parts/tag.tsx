import type { ReactNode } from "react";

const shapes = { good: "●", waiting: "▲", bad: "■", done: "✓" } as const;
export type Tone = keyof typeof shapes;

/** A judgement in a word, with a shape for those who do not see the colour. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`tag tag-${tone}`}>
      <span aria-hidden="true">{shapes[tone]} </span>
      {children}
    </span>
  );
}
