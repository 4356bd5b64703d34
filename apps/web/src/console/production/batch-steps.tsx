import { type BatchState, batchStateKeys, type BatchWithCards } from "@dinhdanh/cards/contract";
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { machineFileAddress, personaliseBatch } from "../api/card-calls.ts";
import { signingQuery } from "../api/card-queries.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useSeconds } from "../parts/use-seconds.ts";
import { useLanguage } from "../words/language.tsx";
import { LoadResult } from "./load-result.tsx";
import { QualityCheck } from "./quality-check.tsx";

const reached = (state: BatchState, step: BatchState) => batchStateKeys.indexOf(state) >= batchStateKeys.indexOf(step);

/** The steps in their order: done, the one to do now, and what comes. */
export function BatchSteps({ batch }: { batch: BatchWithCards }) {
  const { t } = useLanguage();
  const { state } = batch;
  const signed = reached(state, "personalised");
  return (
    <ol className="batch-steps" aria-label={t("batchSteps")}>
      <Step title={t("stepPersonalise")} done={signed} now={!signed}>
        <Personalise batch={batch} />
      </Step>
      <Step title={t("stepMachineFile")} done={reached(state, "reported")} now={state === "personalised"}>
        <MachineFile batch={batch} />
      </Step>
      <Step title={t("stepResult")} done={reached(state, "reported")} now={state === "personalised"}>
        <LoadResult batch={batch} />
      </Step>
      <Step title={t("stepCheck")} done={state === "checked"} now={state === "reported"}>
        <QualityCheck batch={batch} />
      </Step>
    </ol>
  );
}

type StepProps = { title: string; done: boolean; now: boolean; children: ReactNode };

function Step({ title, done, now, children }: StepProps) {
  const { t } = useLanguage();
  return (
    <li
      className={now ? "batch-step batch-step-now" : done ? "batch-step batch-step-done" : "batch-step"}
      aria-current={now ? "step" : undefined}
    >
      <h2 data-next={now ? true : undefined}>
        {title}
        {done ? <span className="hidden"> ({t("complete")})</span> : null}
      </h2>
      {now ? children : null}
    </li>
  );
}

function Personalise({ batch }: { batch: BatchWithCards }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const sign = useMutation({
    mutationFn: () => personaliseBatch(batch.batchId),
    onSettled: () => client.invalidateQueries({ queryKey: ["line"] }),
  });
  return (
    <>
      <p className="mute">{t("stepPersonaliseTeach", { n: batch.cards })}</p>
      {sign.isPending ? <Working batch={batch} /> : <Button onClick={() => sign.mutate()}>{t("personalise")}</Button>}
      {sign.error === null ? null : <Trouble error={sign.error} onRetry={() => sign.mutate()} />}
    </>
  );
}

/** How many are signed, as the server counts them, and for how long it has been going on. */
function Working({ batch: { batchId, cards } }: { batch: BatchWithCards }) {
  const { t } = useLanguage();
  const seconds = useSeconds();
  const signed = useQuery(signingQuery(batchId)).data?.signed ?? 0;
  return (
    <output className="working">
      <progress aria-label={t("stepPersonalise")} max={cards} value={signed} />
      {t("personalising", { signed, n: cards, seconds })}
    </output>
  );
}

function MachineFile({ batch }: { batch: BatchWithCards }) {
  const { t } = useLanguage();
  return (
    <>
      <p className="mute">{t("stepMachineFileTeach")}</p>
      <div className="actions">
        <Button component="a" variant="default" href={machineFileAddress(batch.batchId)} download>
          {t("downloadMachineFile")}
        </Button>
        <span className="mute small digest">SHA-256 {batch.machineFileSha256}</span>
      </div>
    </>
  );
}
