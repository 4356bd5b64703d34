import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useState } from "react";
import type { PersonView } from "@dinhdanh/campaign/contract";
import { findAnything } from "../api/calls.ts";
import { personQuery } from "../api/queries.ts";
import { FoundList } from "../intake/found-list.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useStart } from "../routing/use-view.ts";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import type { Parent } from "./birth-draft.ts";

type Props = { label: string; value: Parent | undefined; onChange: (parent: Parent | undefined, person?: PersonView) => void };

const typingMs = 200;
const wholeNumber = /^\d{12}$/;

/** The box gives way to who was chosen, and comes back: the focus stays at the place. */
function takeLostFocus(field: HTMLElement | null): void {
  if (document.activeElement === document.body) field?.focus();
}

/** A parent: found by number, name and year, or, when they live elsewhere, named by the whole number. */
export function ParentField({ label, value, onChange }: Props) {
  const { t } = useLanguage();
  if (value === undefined) return <ParentSearch label={label} onChange={onChange} />;
  return (
    <div className="parent-chosen">
      <span className="mute small">{label}</span>
      <span>
        {value.name === null ? null : <b>{value.name} </b>}
        <span className="serial">{formatPin(value.pin)}</span>
      </span>
      <Button ref={takeLostFocus} size="xs" variant="default" onClick={() => onChange(undefined)}>
        {t("birthParentClear")}
      </Button>
    </div>
  );
}

function ParentSearch({ label, onChange }: Omit<Props, "value">) {
  const { t } = useLanguage();
  const { asOf } = useStart();
  const queries = useQueryClient();
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const [numberless, setNumberless] = useState<string>();
  const [q] = useDebouncedValue(typed.trim(), typingMs);
  const number = q.replaceAll(" ", "");
  const found = useQuery({
    queryKey: ["found-parent", q, asOf],
    enabled: q.length >= 2,
    queryFn: ({ signal }) => findAnything(wholeNumber.test(number) ? number : q, asOf, signal),
  });
  const people = q.length < 2 ? [] : (found.data?.people ?? []).slice(0, 5);
  const nobody = q.length >= 2 && found.data !== undefined && people.length === 0;
  const take = async (personId: string) => {
    const person = await queries.fetchQuery(personQuery(personId, "service"));
    const { pin, fullName } = person.facts;
    if (pin === undefined) setNumberless(fullName);
    else onChange({ pin, name: fullName }, person);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const person = people[chosen];
    if (event.key === "Enter" && !event.ctrlKey && typed !== "") {
      event.preventDefault();
      if (person !== undefined) void take(person.personId);
      else if (nobody && wholeNumber.test(number)) onChange({ pin: number, name: null });
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || people.length === 0) return;
    event.preventDefault();
    setChosen((chosen + step + people.length) % people.length);
  };
  return (
    <div className="parent-search">
      <TextInput
        ref={takeLostFocus}
        label={label}
        placeholder={t("birthParentNote")}
        // a select cannot be typed into
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="combobox"
        aria-expanded={people.length > 0}
        aria-controls={listId}
        aria-activedescendant={people.length > 0 ? `${listId}-${chosen}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setChosen(0);
          setNumberless(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      {people.length === 0 ? null : <FoundList id={listId} people={people} chosen={chosen} onOpen={(personId) => void take(personId)} />}
      {numberless === undefined ? null : <p className="small danger">{t("birthParentNumberless", { name: numberless })}</p>}
      {found.error === null ? null : <Trouble error={found.error} />}
      {nobody ? <Nobody number={number} onChange={onChange} /> : null}
    </div>
  );
}

/** Somebody of another territory is named by the whole number. */
function Nobody({ number, onChange }: { number: string; onChange: Props["onChange"] }) {
  const { t } = useLanguage();
  if (!wholeNumber.test(number)) return <p className="small mute">{t("birthParentNobody")}</p>;
  return (
    <Button size="xs" variant="default" onClick={() => onChange({ pin: number, name: null })}>
      {t("birthParentElsewhere", { pin: formatPin(number) })}
    </Button>
  );
}
