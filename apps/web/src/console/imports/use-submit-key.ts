import { useEffect } from "react";

/** Ctrl + Enter (⌘ + Enter) submits what the page is about, wherever the cursor is. */
export function useSubmitKey(enabled: boolean, submit: () => void): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [enabled, submit]);
}
