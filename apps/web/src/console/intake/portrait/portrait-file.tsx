import { Button } from "@mantine/core";
import { useRef } from "react";
import { useLanguage } from "../../words/language.tsx";

/** A portrait that was taken elsewhere. */
export function PortraitFile({ label, busy, onFile }: { label: string; busy: boolean; onFile: (file: File) => void }) {
  const { t } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  return (
    <p className="beside">
      <Button variant="default" loading={busy} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <span className="mute small">{t("portraitFileHint")}</span>
      <input
        ref={input}
        hidden
        type="file"
        accept="image/jpeg,image/png"
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          // the same file, mended, can be chosen again
          event.target.value = "";
        }}
      />
    </p>
  );
}
