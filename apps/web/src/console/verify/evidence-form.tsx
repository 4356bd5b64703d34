import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { DropFiles } from "../parts/drop-files.tsx";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import { QrCamera } from "../parts/qr-camera.tsx";
import { qrInImage } from "./qr-in-image.ts";
import { isWholeMrz, type Read, readChip, readText } from "./read-evidence.ts";

type Props = { busy: boolean; onRead: (read: Read) => void; onFault: (said: string) => void };

const faultWords = { unknown: "verifyUnknownFiles", missing: "verifyFilesMissing", large: "verifyFileLarge" } as const;

type Taken = string | Read | { word: Word; names: string[] };

/** A picture gives the text of its QR; anything else should be a chip's files. Of both at once one would be judged and the other believed. */
async function readFiles(files: File[]): Promise<Taken> {
  const [picture] = files.filter(({ type }) => type.startsWith("image/"));
  if (picture !== undefined && files.length > 1) return { word: "verifyMixed", names: [] };
  if (picture !== undefined) return (await qrInImage(picture)) ?? { word: "verifyNoQr", names: [] };
  const named = files.map((file) => ({ name: file.name, size: file.size, read: async () => new Uint8Array(await file.arrayBuffer()) }));
  const read = await readChip(named);
  return "evidence" in read ? read : { word: faultWords[read.kind], names: read.names };
}

/** Takes whatever there is: text of a scanner, a picture, the camera, the files of a chip. */
export function EvidenceForm({ busy, onRead, onFault }: Props) {
  const { t } = useLanguage();
  const [text, setText] = useState("");
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const judge = (given: string) => {
    const read = readText(given);
    if (read !== undefined) onRead(read);
    else onFault(t("verifyNotEvidence"));
    box.current?.select();
  };
  const change = (given: string) => {
    setText(given);
    if (isWholeMrz(given)) judge(given);
  };
  const takeFiles = async (files: File[]) => {
    const taken = await readFiles(files);
    if (typeof taken === "string") {
      setText(taken);
      judge(taken);
    } else if ("evidence" in taken) {
      setText("");
      onRead(taken);
    } else onFault(t(taken.word, { files: taken.names.join(", ") }));
  };
  return (
    <form
      className="evidence"
      onSubmit={(event) => {
        event.preventDefault();
        judge(text);
      }}
    >
      <label htmlFor="evidence">{t("verifyBox")}</label>
      <textarea
        ref={box}
        id="evidence"
        rows={4}
        spellCheck={false}
        autoComplete="off"
        placeholder={t("verifyBoxHint")}
        value={text}
        onChange={({ currentTarget }) => change(currentTarget.value)}
        onKeyDown={(event) => {
          // a scanner ends a QR with Enter; within an MRZ Enter begins the next line
          if (event.key !== "Enter" || event.shiftKey || !text.includes("|")) return;
          event.preventDefault();
          judge(text);
        }}
      />
      <div className="actions">
        <Button type="submit" loading={busy} disabled={text.trim() === ""}>
          {t("verifyDo")}
        </Button>
        <QrCamera
          onFound={(found) => {
            setText(found);
            judge(found);
          }}
        />
      </div>
      <DropEvidence busy={busy} onFiles={(files) => void takeFiles(files)} />
    </form>
  );
}

function DropEvidence({ busy, onFiles }: { busy: boolean; onFiles: (files: File[]) => void }) {
  const { t } = useLanguage();
  const hint = "EF_COM · EF_DG1 · EF_DG2 · EF_DG13 · EF_DG15 · EF_SOD";
  const words = { lead: t("verifyDrop"), choose: t("verifyFiles"), hint };
  return <DropFiles {...words} accept="image/*,.bin" busy={busy} several onFiles={onFiles} />;
}
