/** Who does something: an officer with the units that they may see, or the system itself (imports, jobs). */
export type Actor = {
  /** officer code; `system` for the program itself */
  code: string;
  role: "system" | "commune-officer" | "commune-chief" | "team-leader" | "commander" | "centre" | "auditor" | "administrator";
  /** code of the unit whose people this actor may see (with everything below it); `null` is the whole country */
  scope: string | null;
  /** the unit itself, when known: after a reform its code may mean another area */
  scopeUnitId?: number;
};

export const systemActor: Actor = { code: "system", role: "system", scope: null };
