import { useRouter } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";

/** On a phone a row of links is wider than the screen: that of the page is brought into sight, and nothing else is moved. */
export function useActiveShown(): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null);
  const router = useRouter();
  useEffect(() => {
    showActive(row.current);
    return router.subscribe("onRendered", () => showActive(row.current));
  }, [router]);
  return row;
}

function showActive(row: HTMLElement | null): void {
  const active = row?.querySelector<HTMLElement>(".active");
  if (row !== null && active !== null && active !== undefined) {
    row.scrollLeft = active.offsetLeft - row.offsetLeft - (row.clientWidth - active.offsetWidth) / 2;
  }
}
