import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { plainKey } from "./keys.ts";
import { useShortcutList } from "./shortcut-list.ts";
import { usePlaces } from "./use-places.ts";

const ShortcutSheet = lazy(async () => ({ default: (await import("./shortcut-sheet.tsx")).ShortcutSheet }));

/** Time between `g` and its letter, ms. */
const chordMs = 1200;

function useGlobalKeys(entries: ReturnType<typeof usePlaces>, openList: () => void): void {
  const navigate = useNavigate();
  const chordFrom = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = plainKey(event);
      if (key === undefined) return;
      const inChord = event.timeStamp - chordFrom.current < chordMs;
      chordFrom.current = key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (key === "?") openList();
      const entry = inChord ? entries.find(({ letter }) => letter === key) : undefined;
      if (entry === undefined) return;
      // the letter belongs to the chord: neither to a box that takes the focus meanwhile, nor to the keys of the page that is left
      event.preventDefault();
      void navigate(entry.link);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [entries, navigate, openList]);
}

/** Listens to the keys of every page; the sheet that explains them is loaded when it is asked for. */
export function Shortcuts() {
  const { shown, open, close } = useShortcutList();
  useGlobalKeys(usePlaces(), open);
  return <Suspense fallback={null}>{shown ? <ShortcutSheet onClose={close} /> : null}</Suspense>;
}
