import { stepNames, toMend } from "@dinhdanh/dossiers/contract";
import { Link } from "@tanstack/react-router";
import { useLanguage } from "../words/language.tsx";
import { stepsFor } from "./eligible.ts";
import { isDone, useWizard } from "./wizard.ts";

/** On a phone the steps are a row that may be wider than the screen. A frame later: the router puts back first how far the row was scrolled. */
function show(line: HTMLElement | null) {
  const frame = requestAnimationFrame(() => line?.scrollIntoView({ block: "nearest", inline: "center" }));
  return () => cancelAnimationFrame(frame);
}

/** Where one is among the steps; each can be opened again. On a phone a line that says the same. */
export function StepList() {
  const { t, say } = useLanguage();
  const { dossier, eligible, step: current } = useWizard();
  const steps = stepsFor(eligible);
  const rows = [...steps.map((step) => ({ step, name: say(stepNames[step]) })), { step: "submit" as const, name: t("submitTitle") }];
  const sentBack = toMend(dossier).filter(({ mended }) => !mended);
  const at = rows.findIndex(({ step }) => step === current);
  return (
    <nav className="steps" aria-label={t("stepsLabel")}>
      <p className="steps-now" aria-hidden="true">
        {t("stepOf", { n: at + 1, all: rows.length })}
      </p>
      <ol>
        {rows.map(({ step, name }) => {
          const open = sentBack.some((one) => one.step === step);
          const done = !open && step !== "submit" && isDone(dossier, step);
          return (
            <li key={step} ref={step === current ? show : null} className={done ? "step-done" : undefined}>
              <Link
                to="/thu-nhan/$dossierId"
                params={{ dossierId: dossier.dossierId }}
                search={{ buoc: step }}
                aria-current={step === current ? "step" : undefined}
                tabIndex={step === current ? -1 : undefined}
              >
                <span aria-hidden="true" className={open ? "step-mark amber" : "step-mark"}>
                  {done ? "✓" : open ? "▲" : ""}
                </span>
                {name}
                {done ? <span className="hidden"> ({t("stepDone")})</span> : null}
                {open ? <span className="hidden"> ({t("stepToMend")})</span> : null}
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
