import { exclusionReasons, type ExclusionReason, type PersonView } from "@dinhdanh/campaign/contract";
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { v7 as newId } from "uuid";
import { endExclusion, excludePerson } from "../api/calls.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { currentStay } from "./standing-state.ts";

/** Leaves the person out of the net target with reason and evidence, or takes them back. */
export function ExclusionAction({ person }: { person: PersonView }) {
  const { t } = useLanguage();
  const [opened, setOpened] = useState(false);
  const days = currentStay(person)?.days ?? {};
  const excluded = days["excludedOn"] !== undefined && days["exclusionEndedOn"] === undefined;
  if (!useMay("exclude") || days["collectedOn"] !== undefined || days["eligibleFrom"] === undefined) return null;
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)}>
        {t(excluded ? "exclusionEnd" : "exclude")}
      </Button>
      {opened ? <ExclusionForm personId={person.personId} excluded={excluded} onClose={() => setOpened(false)} /> : null}
    </>
  );
}

function ExclusionForm({ personId, excluded, onClose }: { personId: string; excluded: boolean; onClose: () => void }) {
  const { t, say } = useLanguage();
  const queries = useQueryClient();
  const [actId] = useState(() => newId());
  const [reason, setReason] = useState<ExclusionReason>("abroad");
  const [evidence, setEvidence] = useState("");
  const reasons = Object.keys(exclusionReasons) as ExclusionReason[];
  const save = useMutation({
    mutationFn: () => (excluded ? endExclusion(personId, { actId, evidence }) : excludePerson(personId, { actId, reason, evidence })),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries();
    },
  });
  return (
    <Dialog onClose={onClose} title={t(excluded ? "exclusionEnd" : "exclude")}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className="mute">{t(excluded ? "exclusionEndNote" : "excludeNote")}</p>
        {excluded ? null : (
          <NativeSelect
            label={t("excludeReason")}
            value={reason}
            onChange={({ currentTarget }) => setReason(reasons.find((key) => key === currentTarget.value) ?? reason)}
            data={reasons.map((value) => ({ value, label: say(exclusionReasons[value]) }))}
          />
        )}
        <Textarea
          label={t("excludeEvidence")}
          description={t("excludeEvidenceNote")}
          value={evidence}
          onChange={({ currentTarget }) => setEvidence(currentTarget.value)}
          autosize
          minRows={2}
          maxLength={500}
          data-autofocus
        />
        {save.error === null ? null : <Trouble error={save.error} />}
        <Button type="submit" disabled={evidence.trim().length < 3} loading={save.isPending}>
          {t(excluded ? "exclusionEnd" : "exclude")}
        </Button>
      </form>
    </Dialog>
  );
}
