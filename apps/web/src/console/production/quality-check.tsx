import { type BatchWithCards, type CheckBatch, leastSample } from "@dinhdanh/cards/contract";
import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { checkBatch } from "../api/card-calls.ts";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useKept } from "../parts/use-kept.ts";
import { useLanguage } from "../words/language.tsx";

type Seen = CheckBatch["checked"][number];

/** `wrong`: the dossier holds another face or wrong data, so that another card would show it too. */
type Found = "pass" | "fail" | "wrong";

/** Cards of a sample, scanned one by one; what fails is spoiled and made again, or its dossier goes back when that is what is wrong. */
export function QualityCheck({ batch }: { batch: BatchWithCards }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [scanned, setSeen] = useKept<Seen>(`check ${batch.batchId}`);
  const open = batch.list.filter(({ state }) => state === "printed").map(({ serial }) => serial);
  const seen = scanned.filter(({ serial }) => open.includes(serial));
  const least = leastSample(open.length);
  const rest = open.length - seen.length;
  const failed = seen.filter(({ passed }) => !passed).length;
  const send = useMutation({
    mutationFn: (passRest: boolean) => checkBatch(batch.batchId, { checked: [...seen], passRest }),
    onSuccess: () => {
      setSeen([]);
      return client.invalidateQueries({ queryKey: ["line"] });
    },
  });
  const counts = { seen: seen.length, least, passed: seen.length - failed, failed };
  return (
    <>
      <p className="mute">{t("checkTeach", { least })}</p>
      <ScanChecked open={open} seen={seen} onSeen={(card) => setSeen([card, ...seen])} />
      <output className="counts">{t("checkCounts", counts)}</output>
      <ul className="scanned">
        {seen.map((card) => (
          <li key={card.serial}>
            <span className="serial">{card.serial}</span>
            <Tag tone={card.passed ? "good" : "bad"}>
              {card.passed ? t("checkPassed") : `${t(card.wrongContent === true ? "checkWrong" : "checkFailed")}: ${card.reason ?? ""}`}
            </Tag>
            <button
              type="button"
              className="plain"
              aria-label={t("checkRemove", { serial: card.serial })}
              onClick={() => setSeen(seen.filter(({ serial }) => serial !== card.serial))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <div className="actions">
        {rest === 0 ? null : (
          <Button disabled={seen.length < least || failed > 0} loading={send.isPending} onClick={() => send.mutate(true)}>
            {t("checkSendRest")}
          </Button>
        )}
        <Button
          variant={rest === 0 ? "filled" : "default"}
          disabled={seen.length === 0}
          loading={send.isPending}
          onClick={() => send.mutate(false)}
        >
          {t("checkSend", { n: seen.length })}
        </Button>
      </div>
      {send.error === null ? null : <Trouble error={send.error} />}
    </>
  );
}

type ScanProps = { open: readonly string[]; seen: readonly Seen[]; onSeen: (card: Seen) => void };

/** A scanner types the serial and Enter. */
function ScanChecked({ open, seen, onSeen }: ScanProps) {
  const { t } = useLanguage();
  const box = useRef<HTMLInputElement>(null);
  const why = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Found>("pass");
  const passes = found === "pass";
  useEffect(() => (passes ? box : why).current?.focus(), [passes]);
  const [reason, setReason] = useState("");
  const [said, setSaid] = useState("");
  const note = () => {
    const serial = typed.trim().toUpperCase();
    if (!passes && reason.trim() === "") {
      setSaid(t("checkReasonMissing"));
      why.current?.focus();
      return;
    }
    setTyped("");
    if (serial === "") return;
    if (seen.some((card) => card.serial === serial)) setSaid(t("checkTwice", { serial }));
    else if (!open.includes(serial)) setSaid(t("checkUnknown", { serial }));
    else {
      setSaid("");
      const failed = { serial, passed: false, reason: reason.trim() };
      onSeen(passes ? { serial, passed: true } : found === "wrong" ? { ...failed, wrongContent: true } : failed);
      // the next card that the scanner reads must not fail for the reason of this one
      setFound("pass");
      setReason("");
    }
  };
  return (
    <form
      className="scan-row"
      onSubmit={(event) => {
        event.preventDefault();
        note();
      }}
    >
      <FoundChoice found={found} onChange={setFound} />
      {passes ? null : (
        <TextInput
          ref={why}
          aria-label={t("checkReason")}
          placeholder={t(found === "wrong" ? "rejectContentHint" : "checkReasonHint")}
          value={reason}
          maxLength={200}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
      <TextInput
        ref={box}
        className="scan-input"
        aria-label={t("checkScan")}
        placeholder={t(passes ? "checkScanHint" : "checkScanHintFailed")}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {/* without a button Enter submits no form of two fields */}
      <Button type="submit" variant="default">
        {t("checkNote")}
      </Button>
      <output className="danger">{said}</output>
    </form>
  );
}

function FoundChoice({ found, onChange }: { found: Found; onChange: (found: Found) => void }) {
  const { t } = useLanguage();
  return (
    <SegmentedControl
      aria-label={t("stepCheck")}
      value={found}
      onChange={onChange}
      data={[
        { value: "pass", label: t("checkPassed") },
        { value: "fail", label: t("checkFailed") },
        { value: "wrong", label: t("checkWrong") },
      ]}
    />
  );
}
