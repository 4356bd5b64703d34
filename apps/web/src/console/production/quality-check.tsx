import { type BatchWithCards, type CheckBatch, leastSample } from "@dinhdanh/cards/contract";
import { stepNames, type StepOnCard } from "@dinhdanh/dossiers/contract";
import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { checkBatch } from "../api/card-calls.ts";
import { StepsOnCard } from "../parts/reject-content.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useKept } from "../parts/use-kept.ts";
import { useLanguage } from "../words/language.tsx";

type Seen = CheckBatch["checked"][number];

/** `wrong`: the dossier holds another face or wrong data, so that another card would show it too. */
type Found = "pass" | "fail" | "wrong";

/** Cards of a sample, scanned one by one; what fails is spoiled and made again, or its dossier goes back when that is what is wrong. */
export function QualityCheck({ batch }: { batch: BatchWithCards }) {
  const { t, say } = useLanguage();
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
  const found = ({ passed, wrongContent, steps = [] }: Seen) => {
    if (wrongContent !== true) return t(passed ? "checkPassed" : "checkFailed");
    return `${t("checkWrong")} (${steps.map((step) => say(stepNames[step])).join(", ")})`;
  };
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
            <Tag tone={card.passed ? "good" : "bad"}>{[found(card), ...(card.reason === undefined ? [] : [card.reason])].join(": ")}</Tag>
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

/** What is said of the card that is scanned next. */
type Verdict = { found: Found; reason: string; steps: readonly StepOnCard[] };
const pass: Verdict = { found: "pass", reason: "", steps: [] };

function seenAs(serial: string, { found, reason, steps }: Verdict): Seen {
  if (found === "pass") return { serial, passed: true };
  return { serial, passed: false, reason: reason.trim(), ...(found === "wrong" ? { wrongContent: true, steps: [...steps] } : {}) };
}

type ScanProps = { open: readonly string[]; seen: readonly Seen[]; onSeen: (card: Seen) => void };

/** A scanner types the serial and Enter. */
function ScanChecked({ open, seen, onSeen }: ScanProps) {
  const { t } = useLanguage();
  const box = useRef<HTMLInputElement>(null);
  const why = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [verdict, setVerdict] = useState(pass);
  const [lacking, setLacking] = useState(false);
  const { found, reason, steps } = verdict;
  const passes = found === "pass";
  useEffect(() => (passes ? box : why).current?.focus(), [passes]);
  const [said, setSaid] = useState("");
  const note = () => {
    const serial = typed.trim().toUpperCase();
    const unnamed = found === "wrong" && steps.length === 0;
    setLacking(unnamed);
    if (!passes && reason.trim() === "") {
      setSaid(t("checkReasonMissing"));
      why.current?.focus();
      return;
    }
    setSaid("");
    if (unnamed) return;
    setTyped("");
    if (serial === "") return;
    if (seen.some((card) => card.serial === serial)) setSaid(t("checkTwice", { serial }));
    else if (!open.includes(serial)) setSaid(t("checkUnknown", { serial }));
    else {
      onSeen(seenAs(serial, verdict));
      // the next card that the scanner reads must not fail for the reason of this one
      setVerdict(pass);
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
      <FoundChoice found={found} onChange={(next) => setVerdict({ ...verdict, found: next })} />
      {passes ? null : <WhatFails {...{ verdict, lacking, why }} onChange={setVerdict} />}
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

type FailsProps = { verdict: Verdict; lacking: boolean; why: RefObject<HTMLInputElement | null>; onChange: (verdict: Verdict) => void };

function WhatFails({ verdict, lacking, why, onChange }: FailsProps) {
  const { t } = useLanguage();
  const wrong = verdict.found === "wrong";
  return (
    <>
      {wrong ? <StepsOnCard chosen={verdict.steps} lacking={lacking} onChoose={(steps) => onChange({ ...verdict, steps })} /> : null}
      <TextInput
        ref={why}
        aria-label={t("checkReason")}
        placeholder={t(wrong ? "rejectContentHint" : "checkReasonHint")}
        value={verdict.reason}
        maxLength={200}
        onChange={({ currentTarget }) => onChange({ ...verdict, reason: currentTarget.value })}
      />
    </>
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
