import { actsIntake } from "@dinhdanh/campaign";
import { type Day, dayNumber } from "@dinhdanh/kernel";
import type { ImportKind, IntakeKind } from "@dinhdanh/ledger";
import { rollIntake } from "@dinhdanh/population";
import type { Register } from "../register.ts";

/** `unitsOn`: day whose unit codes a roll uses: codes are reused for other areas after a reform. */
export type HowRead = { officer: string; unitsOn: Day };

export function intakeOf(register: Register, kind: ImportKind, how: HowRead): IntakeKind {
  const { ledger, units, clock } = register;
  if (kind === "acts") return actsIntake({ ledger, units });
  const day = dayNumber(how.unitsOn);
  const context = {
    knowsUnit: (code: string) => units.find(code, day) !== undefined,
    knowsCommune: (code: string) => units.resolve(code, day) !== undefined,
    today: dayNumber(clock.today()),
  };
  return rollIntake({ ledger, context, numberKey: register.numberKey, ...how });
}
