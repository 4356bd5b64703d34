import { useState } from "react";
import { useOfficer } from "../routing/use-view.ts";

/**
 * State that a reload does not lose: scans that are not sent yet. It is the officer's own, and ends with the tab.
 * @param key names what it belongs to
 */
export function useKept<T>(key: string): [readonly T[], (next: readonly T[]) => void] {
  const place = `dinhdanh ${useOfficer().code} ${key}`;
  const [items, setItems] = useState<readonly T[]>(() => JSON.parse(sessionStorage.getItem(place) ?? "[]") as T[]);
  const keep = (next: readonly T[]) => {
    if (next.length === 0) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(next));
    setItems(next);
  };
  return [items, keep];
}
