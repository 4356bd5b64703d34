import type { UnitView } from "@dinhdanh/territory/contract";
import { createContext, useContext } from "react";
import { useMay, useOfficer } from "../routing/use-view.ts";
import { unitPath } from "./crumbs.tsx";

/** Whether the figures of a unit open into lists here: not outside the officer's scope, nor under a filter that lists do not know. */
export const Opening = createContext<(unit: string) => boolean>(() => true);

export function useOpens(unit: string): boolean {
  const opens = useContext(Opening);
  return useMay("read-people") && opens(unit);
}

/** Whether a unit lies within the officer's scope; undefined until its place is known. */
export function useWithin(unit: UnitView | undefined): boolean | undefined {
  const { scope } = useOfficer();
  if (scope === null) return true;
  return unit === undefined ? undefined : unitPath(unit).some(({ code }) => code === scope);
}
