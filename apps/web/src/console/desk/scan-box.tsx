import { useEffect, useRef, useState } from "react";
import { useLanguage } from "../words/language.tsx";
import { readScan } from "./read-scan.ts";

type Props = {
  onSerial: (serial: string) => void;
  onName: (name: string) => void;
  onParcel: (parcelId: string) => void;
  onCode: (id: string) => void;
};

/** One box for everything: a scanner types into it and presses Enter, so it holds the focus whenever nothing else needs it. */
export function ScanBox({ onSerial, onName, onParcel, onCode }: Props) {
  const { t } = useLanguage();
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState("");
  useEffect(() => box.current?.focus(), []);
  const take = () => {
    const scan = readScan(typed);
    setWrong(
      scan.kind === "bad-serial" ? t("deskBadSerial", { serial: scan.serial }) : scan.kind === "unknown-qr" ? t("deskForeignQr") : "",
    );
    if (scan.kind === "serial") onSerial(scan.serial);
    else if (scan.kind === "parcel") onParcel(scan.parcelId);
    else if (scan.kind === "code") onCode(scan.id);
    else if (scan.kind === "name") onName(scan.name);
    else if (scan.kind === "nothing") onName("");
    setTyped(scan.kind === "name" ? scan.name : "");
    box.current?.select();
  };
  return (
    <form
      className="scan"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <label htmlFor="scan">{t("scanBox")}</label>
      <input
        ref={box}
        id="scan"
        type="search"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        placeholder={t("scanHint")}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <output className="danger">{wrong}</output>
    </form>
  );
}
