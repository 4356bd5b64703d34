import { createContext, useContext } from "react";
import { useMay } from "../routing/use-view.ts";

/** Whether the figures of a unit open into lists here: not outside the officer's scope, nor under a filter that lists do not know. */
export const Opening = createContext<(unit: string) => boolean>(() => true);

export function useOpens(unit: string): boolean {
  const opens = useContext(Opening);
  return useMay("read-people") && opens(unit);
}
