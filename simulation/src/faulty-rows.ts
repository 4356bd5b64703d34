import type { CommunePlan } from "./commune-plan.ts";

/** Rows that no import can take, as they come in real deliveries. They stand for nobody: no acts, in no figure. */
export class FaultyRows {
  readonly #plan: CommunePlan;
  readonly #every: number;
  #written = 0;

  constructor(plan: CommunePlan) {
    this.#plan = plan;
    // Households hold at most seven people, so this many households surely come.
    this.#every = Math.max(1, Math.floor(plan.eligible / 7 / (plan.faultyRows + 1)));
  }

  /** Whether a faulty row follows this household; asked once for each household, in the roll's pass and in that of the acts. */
  follows(household: number): boolean {
    if (this.#written >= this.#plan.faultyRows || household === 0 || household % this.#every !== 0) return false;
    this.#written++;
    return true;
  }

  row(personId: string): string {
    const { code } = this.#plan.commune;
    // The three kinds alternate along the province, where most communes have one such row or none.
    const kind = (Math.floor(Number(code) / 3) + this.#written) % 3;
    const pin = kind === 0 ? `0${code}12345` : "";
    const name = kind === 1 ? "" : "Nguyễn Văn Sót";
    const born = kind === 2 ? "không rõ" : "1961-05-17";
    return `${personId},${pin},,${name},${born},male,${code},,,,,present,Kinh,Không,,,,,\n`;
  }
}
