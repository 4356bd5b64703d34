import type { Found } from "@dinhdanh/campaign/contract";
import { useLanguage } from "../words/language.tsx";

type Person = Found["people"][number];
type Props = { id: string; people: readonly Person[]; chosen: number; onOpen: (personId: string) => void };

/** Results of the finder's combobox. */
export function FoundList({ id, people, chosen, onOpen }: Props) {
  const { t } = useLanguage();
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- lines that a select cannot draw
    <div id={id} role="listbox" aria-label={t("searchPeople")} className="find-list">
      {people.map((person, index) => (
        <FoundLine key={person.personId} id={`${id}-${index}`} person={person} chosen={index === chosen} onOpen={onOpen} />
      ))}
    </div>
  );
}

type LineProps = { id: string; person: Person; chosen: boolean; onOpen: (personId: string) => void };

function FoundLine({ id, person: { personId, fullName, birthDate, unitName }, chosen, onOpen }: LineProps) {
  const { day } = useLanguage();
  const open = () => onOpen(personId);
  return (
    // the keyboard works through aria-activedescendant of the box
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, jsx-a11y/prefer-tag-over-role
    <div id={id} role="option" aria-selected={chosen} className="result" onClick={open}>
      <b>{fullName}</b>
      <span>{[birthDate === null ? null : day(birthDate), unitName].filter((part) => part !== null).join(" · ")}</span>
    </div>
  );
}
