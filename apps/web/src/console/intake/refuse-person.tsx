import type { PersonView } from "@dinhdanh/campaign/contract";
import type { Text } from "@dinhdanh/kernel/contract";
import { Button } from "@mantine/core";
import type { NewDossier } from "@dinhdanh/dossiers/contract";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { causeEvent, openDossier } from "../api/dossier-calls.ts";
import { useSubmitKey } from "../imports/use-submit-key.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { instantNow, type Keep, madeId, type PendingAct, useKeptWork } from "./kept-work.ts";
import { newDraft } from "./open-draft.ts";
import { SlipLink } from "./slip-link.tsx";

type Props = { person: PersonView; keep: Keep; why: Text; source: string; from: string | null };

/** No card can be issued: says why, and gives the refusal in writing. */
export function RefusePerson({ person, keep, why, source, from }: Props) {
  const { t, say, day } = useLanguage();
  const officer = useOfficer();
  const { kept } = useKeptWork(officer.code);
  const made = useRef<{ opening: NewDossier; act: PendingAct }>(undefined);
  const refusal = useMutation({
    mutationFn: async () => {
      const mine = kept?.personId === person.personId && kept.opening !== undefined ? kept : undefined;
      // clicked twice, it is one refusal
      made.current ??= {
        opening: mine?.opening ?? newDraft(officer, person, "first"),
        act: mine?.act ?? { event: "refuse-at-counter", actId: madeId(), occurredAt: instantNow() },
      };
      const { opening, act } = made.current;
      const { dossierId, personId } = opening;
      await keep(() => ({ dossierId, personId, opening, typed: {}, act }));
      await openDossier(opening);
      // the letter is written in Vietnamese, whatever language the officer reads
      await causeEvent(dossierId, act.event, { actId: act.actId, occurredAt: act.occurredAt, reason: `${why.vi} (${source})` });
      await keep(() => null);
      return dossierId;
    },
  });
  const { mutate, isPending, isSuccess, data, error } = refusal;
  useSubmitKey(!isPending && !isSuccess, mutate);
  return (
    <section className="step" aria-label={t("refuseTitle")}>
      <h2 data-next>{t("refuseTitle")}</h2>
      <p>
        <b>{say(why)}.</b> <span className="mute">{source}.</span> {from === null ? null : t("refuseFrom", { day: day(from) })}
      </p>
      {error === null ? null : <Trouble error={error} />}
      <div className="step-foot">
        {data === undefined ? (
          <Button loading={isPending} onClick={() => mutate()}>
            {t("refuseWrite")}
            <kbd className="on-button">Ctrl + Enter</kbd>
          </Button>
        ) : (
          <>
            <output className="tag tag-done">✓ {t("refuseDone")}</output>
            <SlipLink dossierId={data} slip="refusal" />
          </>
        )}
      </div>
    </section>
  );
}
