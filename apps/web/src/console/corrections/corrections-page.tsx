import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { correctionsQuery } from "../api/life-calls.ts";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import { CorrectionList, type CorrectionState, correctionStateWords } from "./correction-list.tsx";

export const CorrectionsPage = () => (
  <OnlyWho may="propose-corrections" title="correctionsClosed" lead="correctionsClosedLead">
    <Corrections />
  </OnlyWho>
);

/** Proposals of the territory; the chief decides those of others. */
function Corrections() {
  const { t } = useLanguage();
  const [state, setState] = useState<CorrectionState>("proposed");
  const { data, error, refetch } = useQuery(correctionsQuery({ state }));
  const waiting = useQuery(correctionsQuery({ state: "proposed" })).data?.length;
  useTitle(t("corrections"));
  return (
    <>
      <div className="above">
        <h1>{waiting === undefined ? t("corrections") : t("correctionsWaiting", { n: waiting })}</h1>
        <label className="filter">
          <span>{t("correctionsState")}</span>
          <NativeSelect
            size="xs"
            value={state}
            onChange={({ currentTarget }) =>
              setState((Object.keys(correctionStateWords) as CorrectionState[]).find((key) => key === currentTarget.value) ?? state)
            }
            data={(Object.keys(correctionStateWords) as CorrectionState[]).map((value) => ({
              value,
              label: t(correctionStateWords[value]),
            }))}
          />
        </label>
      </div>
      {error === null ? null : <Trouble error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <Bars rows={4} height={72} /> : null}
      {data?.length === 0 ? <p className="lead">{t("correctionsNone")}</p> : null}
      <CorrectionList all={data ?? []} />
    </>
  );
}
