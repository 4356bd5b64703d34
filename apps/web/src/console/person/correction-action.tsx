import type { PersonView } from "@dinhdanh/campaign/contract";
import {
  attributes,
  changesByEvent,
  type Correctable,
  correctableFields,
  heldValue,
  type Proposal,
  sexes,
  relations,
} from "@dinhdanh/population/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { v7 as newId } from "uuid";
import { proposeCorrection } from "../api/life-calls.ts";
import { dayNow } from "../intake/kept-work.ts";
import { useSubmitKey } from "../imports/use-submit-key.ts";
import { CommuneField } from "../parts/commune-field.tsx";
import { DayInput } from "../parts/day-input.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { EvidenceField } from "./evidence-field.tsx";
import { shown } from "./shown-value.ts";

/** Proposes to correct one attribute, with evidence; somebody else decides. */
export function CorrectionAction({ person }: { person: PersonView }) {
  const { t } = useLanguage();
  const [opened, setOpened] = useState(false);
  const [sent, setSent] = useState(false);
  if (!useMay("propose-corrections")) return null;
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)}>
        {t("correctionPropose")}
      </Button>
      {sent ? (
        <output className="small">
          {t("correctionSent")} <Link to="/dieu-chinh">{t("corrections")}</Link>
        </output>
      ) : null}
      {opened ? <CorrectionForm person={person} onClose={() => setOpened(false)} onDone={() => setSent(true)} /> : null}
    </>
  );
}

const forms = { DC01: "correctionDc01", DC02: "correctionDc02" } as const;
type Form = keyof typeof forms;

function useProposal(personId: string, onSent: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (proposal: Proposal) => proposeCorrection(personId, proposal),
    onSuccess: async () => {
      onSent();
      await queries.invalidateQueries();
    },
  });
}

function CorrectionForm({ person, onClose, onDone }: { person: PersonView; onClose: () => void; onDone: () => void }) {
  const language = useLanguage();
  const { t, say } = language;
  const [correctionId] = useState(() => newId());
  const [form, setForm] = useState<Form>("DC02");
  const [field, setField] = useState<Correctable>("fullName");
  const [to, setTo] = useState("");
  const [since, setSince] = useState("");
  const [evidence, setEvidence] = useState("");
  const from = heldValue(person.facts, field);
  const place = person.unitPath.toReversed().map(({ name }) => name).join(", "); // prettier-ignore
  const save = useProposal(person.personId, () => {
    onClose();
    onDone();
  });
  const propose = () => {
    const changes = [{ field, from, to: to.trim() === "" ? null : to }];
    save.mutate({ correctionId, form, evidence, changes, ...(form === "DC01" ? { since: since as never } : {}) });
  };
  const ready = evidence.trim() !== "" && (form === "DC02" || since !== "");
  useSubmitKey(ready && !save.isPending, propose);
  return (
    <Dialog onClose={onClose} title={t("correctionPropose")}>
      <form
        className="stack"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          propose();
        }}
      >
        <NativeSelect
          label={t("correctionForm")}
          value={form}
          onChange={({ currentTarget }) => {
            const chosen = currentTarget.value === "DC01" ? "DC01" : "DC02";
            setForm(chosen);
            if (chosen === "DC02" || !changesByEvent(field)) return;
            setField("fullName");
            setTo("");
          }}
          data={(Object.keys(forms) as Form[]).map((value) => ({ value, label: t(forms[value]) }))}
        />
        {form === "DC01" ? <Since since={since} onChange={setSince} /> : null}
        <NativeSelect
          label={t("correctionField")}
          value={field}
          onChange={({ currentTarget }) => {
            setField(correctableFields.find((one) => one === currentTarget.value) ?? field);
            setTo("");
          }}
          data={correctableFields
            .filter((value) => form === "DC02" || !changesByEvent(value))
            .map((value) => ({ value, label: say(attributes[value].text) }))}
          data-autofocus
        />
        <p className="small">
          <span className="mute">{t("correctionFrom")}:</span>{" "}
          {field === "permanentUnit" && place !== "" ? place : shown(field, from, language)}
        </p>
        <ValueInput field={field} value={to} onChange={setTo} />
        <EvidenceField evidence={evidence} onChange={setEvidence} />
        {save.error === null ? null : <Trouble error={save.error} />}
        <Button type="submit" disabled={!ready} loading={save.isPending}>
          {t("correctionPropose")}
          <kbd className="on-button">Ctrl + Enter</kbd>
        </Button>
      </form>
    </Dialog>
  );
}

function Since({ since, onChange }: { since: string; onChange: (since: string) => void }) {
  const { t } = useLanguage();
  return <DayInput label={t("correctionSince")} value={since} onChange={onChange} required />;
}

function ValueInput({ field, value, onChange }: { field: Correctable; value: string; onChange: (value: string) => void }) {
  const language = useLanguage();
  const { t } = language;
  if (field === "permanentUnit")
    return <CommuneField label={t("correctionTo")} value={value} on={dayNow()} required={false} onChange={onChange} />;
  const keys: readonly string[] | undefined = field === "sex" ? sexes : field === "relation" ? relations : undefined;
  if (keys !== undefined) {
    const data = [{ value: "", label: t("eventChoose") }, ...keys.map((key) => ({ value: key, label: shown(field, key, language) }))];
    return (
      <NativeSelect label={t("correctionTo")} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)} data={data} />
    );
  }
  const note = field === "fullName" ? {} : { description: t(field === "nationality" ? "correctionNationalityNote" : "correctionToNote") };
  return (
    <TextInput
      label={t("correctionTo")}
      {...note}
      value={value}
      maxLength={300}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
