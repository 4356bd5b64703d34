import { useEffect, useRef, useState } from "react";
import { plainKey } from "../shell/keys.ts";

/**
 * `j` and `k` move through the rows of a list. Each row holds one element with `data-row`, which takes the focus, so
 * that Enter opens it and a screen reader speaks it. Reaching the end asks for more.
 */
export function useRowKeys(count: number, onEnd: () => void) {
  const list = useRef<HTMLDivElement>(null);
  const [row, setRow] = useState(-1);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = plainKey(event);
      if (key !== "j" && key !== "k") return;
      const next = Math.max(0, Math.min(count - 1, row + (key === "j" ? 1 : -1)));
      if (next >= count - 3) onEnd();
      const rows = list.current?.querySelectorAll<HTMLElement>("[data-row]");
      rows?.[next]?.focus();
      rows?.[next]?.closest("[data-line]")?.scrollIntoView({ block: "nearest" });
      setRow(next);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [count, row, onEnd]);
  return list;
}
