import type { ParcelWithCards } from "@dinhdanh/cards/contract";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { receiveParcel } from "../api/card-calls.ts";
import { useSubmitKey } from "../imports/use-submit-key.ts";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useKept } from "../parts/use-kept.ts";
import { useLanguage } from "../words/language.tsx";
import { readScan } from "./read-scan.ts";

type Said = { text: string; bad: boolean };

/** @param open serials that have not been received yet */
export function CountIn({ parcel, open }: { parcel: ParcelWithCards; open: readonly string[] }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [scanned, setSeen] = useKept<string>(`receipt ${parcel.parcelId}`);
  const seen = scanned.filter((serial) => open.includes(serial));
  const left = open.filter((serial) => !seen.includes(serial));
  const send = useMutation({
    mutationFn: () => receiveParcel(parcel.parcelId, [...seen]),
    onSuccess: () => {
      setSeen([]);
      return client.invalidateQueries({ queryKey: ["line"] });
    },
  });
  useSubmitKey(seen.length > 0 && !send.isPending, () => send.mutate());
  return (
    <section>
      <p className="mute">{t("receiptLead")}</p>
      <ScanIn parcel={parcel} open={open} seen={seen} onSeen={(serial) => setSeen([serial, ...seen])} />
      <p className="counts">
        {left.length === 0 ? (
          <Tag tone="good">{t("receiptAll", { n: open.length })}</Tag>
        ) : (
          t("receiptCounts", { seen: seen.length, of: open.length })
        )}
      </p>
      <div className="actions">
        <Button disabled={seen.length === 0} loading={send.isPending} onClick={() => send.mutate()}>
          {left.length === 0 || seen.length === 0
            ? t("receiptSend", { n: seen.length })
            : t("receiptSendShort", { n: seen.length, missing: left.length })}
          <kbd className="on-button">Ctrl + Enter</kbd>
        </Button>
        {left.length === 0 ? null : (
          <Button variant="default" onClick={() => setSeen([...open])}>
            {t("receiptWhole")}
          </Button>
        )}
      </div>
      {send.error === null ? null : <Trouble error={send.error} />}
      <SerialsLeft left={left} />
    </section>
  );
}

function SerialsLeft({ left }: { left: readonly string[] }) {
  const { t } = useLanguage();
  if (left.length === 0) return null;
  return (
    <section className="block">
      <h2>{t("receiptLeft")}</h2>
      <ul className="serial-columns">
        {left.map((serial) => (
          <li key={serial} className="serial">
            {serial}
          </li>
        ))}
      </ul>
    </section>
  );
}

type ScanInProps = { parcel: ParcelWithCards; open: readonly string[]; seen: readonly string[]; onSeen: (serial: string) => void };

function ScanIn({ parcel, open, seen, onSeen }: ScanInProps) {
  const { t } = useLanguage();
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [said, setSaid] = useState<Said>();
  useEffect(() => box.current?.focus(), []);
  const judge = (): Said | undefined => {
    const scan = readScan(typed);
    if (scan.kind === "parcel" || scan.kind === "code") {
      const same = (scan.kind === "parcel" ? scan.parcelId : scan.id) === parcel.parcelId;
      return { text: t(same ? "receiptParcelScanned" : "receiptOtherParcel"), bad: !same };
    }
    if (scan.kind === "bad-serial") return { text: t("deskBadSerial", { serial: scan.serial }), bad: true };
    if (scan.kind !== "serial") return scan.kind === "nothing" ? undefined : { text: t("deskForeignQr"), bad: true };
    const { serial } = scan;
    if (seen.includes(serial)) return { text: t("receiptTwice", { serial }), bad: true };
    if (!open.includes(serial) && parcel.list.some((card) => card.serial === serial))
      return { text: t("receiptBefore", { serial }), bad: true };
    if (!open.includes(serial)) return { text: t("receiptForeign", { serial }), bad: true };
    onSeen(serial);
    return undefined;
  };
  return (
    <form
      className="scan"
      onSubmit={(event) => {
        event.preventDefault();
        setSaid(judge());
        setTyped("");
      }}
    >
      <label htmlFor="scan-in">{t("scanSerial")}</label>
      <input
        ref={box}
        id="scan-in"
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="characters"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <output className={said?.bad === true ? "danger" : "mute"}>{said?.text}</output>
    </form>
  );
}
