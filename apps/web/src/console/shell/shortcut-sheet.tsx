import { Fragment } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import { usePlaces } from "./use-places.ts";

type Keys = { keys: readonly string[]; joint: "orKey" | "thenKey"; word: Word };

const fixed: readonly Keys[] = [
  { keys: ["/"], joint: "orKey", word: "shortcutSearch" },
  { keys: ["j", "k"], joint: "orKey", word: "shortcutNext" },
  { keys: ["Enter"], joint: "orKey", word: "shortcutOpen" },
  { keys: ["Ctrl + Enter"], joint: "orKey", word: "shortcutSubmit" },
  { keys: ["←", "→"], joint: "orKey", word: "shortcutDay" },
  { keys: ["?"], joint: "orKey", word: "shortcutHelp" },
];

/** Every shortcut that works, on one sheet. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLanguage();
  const entries = usePlaces();
  const ways: Keys[] = entries.map(({ letter, shortcut }) => ({ keys: ["g", letter], joint: "thenKey", word: shortcut }));
  return (
    <Dialog onClose={onClose} title={t("shortcutsTitle")}>
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
    </Dialog>
  );
}
