import { Button } from "@mantine/core";
import { type DragEvent, useRef, useState } from "react";
import { useLanguage } from "../words/language.tsx";

/** Takes a file by dropping or choosing it. */
export function DropFile({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const { t } = useLanguage();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined && !busy) onFile(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div
      className={over ? "drop drop-over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p>
        {t("dropHere")}{" "}
        <Button loading={busy} onClick={() => input.current?.click()}>
          {t("chooseFile")}
        </Button>
      </p>
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,.txt,.tsv,.ndjson,.jsonl,text/csv"
        onChange={(event) => {
          take(event.target.files);
          // the same file, mended, can be chosen again
          event.target.value = "";
        }}
      />
      <p className="mute small">{busy ? t("uploading") : t("fileHint")}</p>
    </div>
  );
}
