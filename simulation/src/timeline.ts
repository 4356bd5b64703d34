import { momentText } from "./calendar.ts";
import type { IdMint } from "./id.ts";

export type ActKind =
  | "dossier.collected"
  | "dossier.approved"
  | "card.printed"
  | "card.handed-over"
  | "eid.requested"
  | "eid.approved"
  | "eid.activated"
  | "archive.digitised"
  | "campaign.excluded"
  | "campaign.exclusion-ended"
  | "person.moved"
  | "person.died";

const LONGEST = 16;

/** The acts of one person, put in the order in which they happened. Reused from person to person. */
export class Timeline {
  readonly #moments = new Float64Array(LONGEST);
  readonly #kinds: ActKind[] = Array.from({ length: LONGEST }, () => "dossier.collected");
  readonly #ends: string[] = Array.from({ length: LONGEST }, () => "");
  #size = 0;

  clear(): void {
    this.#size = 0;
  }

  /** @param end end of the row, see posts.ts */
  add(moment: number, kind: ActKind, end: string): void {
    // Insertion from the back: the steps of the line come in order, so nearly every act stays where it lands.
    let place = this.#size++;
    while (place > 0 && this.#moments[place - 1]! > moment) {
      this.#moments[place] = this.#moments[place - 1]!;
      this.#kinds[place] = this.#kinds[place - 1]!;
      this.#ends[place] = this.#ends[place - 1]!;
      place--;
    }
    this.#moments[place] = moment;
    this.#kinds[place] = kind;
    this.#ends[place] = end;
  }

  get size(): number {
    return this.#size;
  }

  rows(mint: IdMint, personId: string): string {
    let rows = "";
    for (let i = 0; i < this.#size; i++) {
      rows += `${mint.actId(i)},${this.#kinds[i]!},${momentText(this.#moments[i]!)},${personId}${this.#ends[i]!}`;
    }
    return rows;
  }
}
