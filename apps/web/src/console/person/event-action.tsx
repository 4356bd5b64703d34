import type { PersonView } from "@dinhdanh/campaign/contract";
import {
  type EventFacts,
  eventFactsSchema,
  eventRow,
  type FactSpec,
  relations,
  type VitalEvent,
  vitalEventKeys,
} from "@dinhdanh/population/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { v7 as newId } from "uuid";
import { recordEvent } from "../api/life-calls.ts";
import { useSubmitKey } from "../imports/use-submit-key.ts";
import { CommuneField } from "../parts/commune-field.tsx";
import { DayInput } from "../parts/day-input.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useMay, useStart } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { EvidenceField } from "./evidence-field.tsx";
import { relationWord, statusWords } from "./person-tables.ts";

/** Records what befell the person: the same table of events says what to ask and what the server will check. */
export function EventAction({ person }: { person: PersonView }) {
  const { t } = useLanguage();
  const [opened, setOpened] = useState(false);
  const [said, setSaid] = useState<"eventDone" | "newCardDue">();
  if (!useMay("record-events")) return null;
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)}>
        {t("eventRecord")}
      </Button>
      {said === undefined ? null : <output className="small">{t(said)}</output>}
      {opened ? (
        <EventForm
          personId={person.personId}
          onClose={() => setOpened(false)}
          onDone={(newCard) => setSaid(newCard ? "newCardDue" : "eventDone")}
        />
      ) : null}
    </>
  );
}

type FormProps = { personId: string; onClose: () => void; onDone: (newCard: boolean) => void };

function EventForm({ personId, onClose, onDone }: FormProps) {
  const { t, say } = useLanguage();
  const queries = useQueryClient();
  const { lastDay } = useStart();
  const [actId, setActId] = useState(() => newId());
  const [event, setEvent] = useState<VitalEvent>("move");
  const [on, setOn] = useState<string>(lastDay);
  const [evidence, setEvidence] = useState("");
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const row = eventRow(event);
  const facts = factsOf(row.facts, given);
  const save = useMutation({
    mutationFn: () => recordEvent(personId, { actId, event, on: on as never, evidence, facts: facts ?? {} }),
    onSuccess: async ({ newCard }) => {
      onClose();
      onDone(newCard);
      await queries.invalidateQueries();
    },
  });
  const ready = facts !== undefined && evidence.trim() !== "" && on !== "";
  useSubmitKey(ready && !save.isPending, save.mutate);
  const choose = (key: string) => {
    setEvent(vitalEventKeys.find((one) => one === key) ?? event);
    setGiven({});
    setActId(newId());
  };
  return (
    <Dialog onClose={onClose} title={t("eventRecord")}>
      <form
        className="stack"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          save.mutate();
        }}
      >
        <NativeSelect
          label={t("eventKind")}
          description={t("eventLaw", { law: row.law })}
          value={event}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
          data={vitalEventKeys.map((value) => ({ value, label: say(eventRow(value).text) }))}
          data-autofocus
        />
        <DayInput label={t("eventOn")} value={on} onChange={setOn} required />
        {row.facts.map((fact) => (
          <FactInput
            key={fact.name}
            fact={fact}
            on={on === "" ? lastDay : on}
            value={given[fact.name] ?? ""}
            onChange={(value) => setGiven({ ...given, [fact.name]: value })}
          />
        ))}
        <EvidenceField evidence={evidence} onChange={setEvidence} />
        {save.error === null ? null : <Trouble error={save.error} />}
        <Button type="submit" disabled={!ready} loading={save.isPending}>
          {t("eventRecord")}
          <kbd className="on-button">Ctrl + Enter</kbd>
        </Button>
      </form>
    </Dialog>
  );
}

/** What was typed as the request wants it; undefined while something is missing or malformed. */
function factsOf(specs: readonly FactSpec[], given: Readonly<Record<string, string>>): EventFacts | undefined {
  const facts: Record<string, unknown> = {};
  for (const { name, input, required } of specs) {
    const text = (given[name] ?? "").trim();
    if (text === "" && required) return undefined;
    if (text !== "") facts[name] = input === "pins" ? text.split(/[\s,;]+/) : text;
  }
  const parsed = eventFactsSchema.safeParse(facts);
  return parsed.success ? parsed.data : undefined;
}

type FactProps = { fact: FactSpec; on: string; value: string; onChange: (value: string) => void };

function FactInput({ fact, on, value, onChange }: FactProps) {
  const { t, say } = useLanguage();
  const label = say(fact.text);
  const common = { label, value, withAsterisk: fact.required };
  if (fact.input === "relation" || fact.input === "destination") {
    const keys: readonly string[] = fact.input === "relation" ? relations : ["away-in-country", "abroad", "serving-sentence"];
    const word = (key: string) => t(fact.input === "relation" ? relationWord(key) : statusWords[key as keyof typeof statusWords]);
    const data = [{ value: "", label: t("eventChoose") }, ...keys.map((key) => ({ value: key, label: word(key) }))];
    return <NativeSelect {...common} onChange={({ currentTarget }) => onChange(currentTarget.value)} data={data} />;
  }
  if (fact.input === "unit") return <CommuneField label={label} value={value} on={on} required={fact.required} onChange={onChange} />;
  const note = fact.input === "pins" ? { description: t("eventMembersNote") } : {};
  const digits = fact.input === "pin" ? ({ inputMode: "numeric", autoComplete: "off" } as const) : {};
  return <TextInput {...common} {...note} {...digits} onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
}
