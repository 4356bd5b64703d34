import { Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Fragment, useEffect, useRef } from "react";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import { plainKey } from "./keys.ts";
import { useShortcutList } from "./shortcut-list.ts";
import { usePlaces } from "./use-places.ts";

/** Time between `g` and its letter, ms. */
const chordMs = 1200;

type Keys = { keys: readonly string[]; joint: "orKey" | "thenKey"; word: Word };

const fixed: readonly Keys[] = [
  { keys: ["/"], joint: "orKey", word: "shortcutSearch" },
  { keys: ["j", "k"], joint: "orKey", word: "shortcutNext" },
  { keys: ["Enter"], joint: "orKey", word: "shortcutOpen" },
  { keys: ["Ctrl + Enter"], joint: "orKey", word: "shortcutSubmit" },
  { keys: ["←", "→"], joint: "orKey", word: "shortcutDay" },
  { keys: ["?"], joint: "orKey", word: "shortcutHelp" },
];

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
      if (entry !== undefined) void navigate(entry.link);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [entries, navigate, openList]);
}

export function Shortcuts() {
  const { t } = useLanguage();
  const { shown, open, close } = useShortcutList();
  const entries = usePlaces();
  useGlobalKeys(entries, open);
  const ways: Keys[] = entries.map(({ letter, shortcut }) => ({ keys: ["g", letter], joint: "thenKey", word: shortcut }));
  return (
    <Modal opened={shown} onClose={close} title={t("shortcutsTitle")} closeButtonProps={{ "aria-label": t("close") }}>
      <dl className="shortcuts">
        {[...fixed, ...ways].map(({ keys, joint, word }) => (
          <Fragment key={word}>
            <dt>
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index === 0 ? null : ` ${t(joint)} `}
                  <kbd>{key}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{t(word)}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
