import { mostFound } from "@dinhdanh/campaign/contract";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { findAnything } from "../api/calls.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useMay, useStart } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { readCode } from "../parts/read-code.ts";
import { readAsked } from "./find-rules.ts";
import { FoundList } from "./found-list.tsx";
import { QrCamera } from "../parts/qr-camera.tsx";

/** A scanner types faster than anybody: wait until it has ended. A hand does not, and shall see whom it has named within 100 ms. */
const typingMs = 25;

/** Who is meant: by number first, then by the old number; the first search that finds somebody counts. */
function useFound(typed: string) {
  const [waited] = useDebouncedValue(typed, typingMs);
  const asked = readAsked(typed).whole ? typed : waited;
  const { asOf } = useStart();
  const { searches, scanned } = readAsked(asked);
  const { data, isFetching, error } = useQuery({
    queryKey: ["found-person", searches, asOf],
    enabled: searches.length > 0,
    queryFn: async ({ signal }) => {
      let missing = false;
      for (const q of searches) {
        const { people, indexing } = await findAnything(q, asOf, signal);
        if (people.length > 0) return { people, indexing };
        missing ||= indexing;
      }
      return { people: [], indexing: missing };
    },
  });
  return {
    people: data?.people ?? [],
    indexing: data?.indexing === true,
    scanned,
    asks: searches.length > 0,
    settled: asked === typed && !isFetching,
    error,
  };
}

/** Finds who has come: by number, old number, name, or the code on the old card, typed by a scanner or seen by the camera. */
export function FindPerson({ onFound }: { onFound: (personId: string) => void }) {
  const { t } = useLanguage();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  // a scanner presses Enter before anybody could be found: whoever alone is found for that text is opened then
  const [entered, setEntered] = useState<string>();
  const found = useFound(typed);
  const mayRegister = useMay("record-events");
  const navigate = useNavigate();
  const listId = useId();
  const { people, settled } = found;
  const only = people.length === 1 ? people[0]?.personId : undefined;
  useEffect(() => {
    if (entered === typed && settled && only !== undefined) onFound(only);
  }, [entered, typed, settled, only, onFound]);
  const type = (text: string) => {
    setTyped(text);
    setChosen(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const person = people[chosen];
    const dossierId = readCode(typed);
    if (event.key === "Enter" && dossierId !== undefined) void navigate({ to: "/ho-so/$dossierId", params: { dossierId } });
    else if (event.key === "Enter" && !settled) setEntered(typed);
    else if (event.key === "Enter" && person !== undefined) onFound(person.personId);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || people.length === 0) return;
    event.preventDefault();
    setChosen((chosen + step + people.length) % people.length);
  };
  return (
    <search className="find">
      <div className="find-box">
        <input
          // the page is for this
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          type="search"
          role="combobox"
          aria-label={t("findPerson")}
          aria-expanded={people.length > 0}
          aria-controls={listId}
          aria-activedescendant={people.length > 0 ? `${listId}-${chosen}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t("findPersonShort")}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <QrCamera onFound={type} />
      </div>
      {found.error === null ? <FoundWords {...found} count={people.length} /> : <Trouble error={found.error} />}
      {mayRegister && found.asks && settled && people.length === 0 && !found.indexing ? (
        <p className="small">
          <Link to="/khai-sinh">{t("birthFromIntake")}</Link>
        </p>
      ) : null}
      <FoundList id={listId} people={people} chosen={chosen} onOpen={onFound} />
    </search>
  );
}

type WordsProps = { asks: boolean; settled: boolean; scanned: boolean; indexing: boolean; count: number };

function FoundWords({ asks, settled, scanned, indexing, count }: WordsProps) {
  const { t } = useLanguage();
  const nobody = t(scanned ? "findNobodyScanned" : "findNobody");
  const found = count === 0 ? nobody : t(count < mostFound ? "findCount" : "findMany", { n: count });
  const said = indexing ? `${found} ${t("searchIndexing")}` : found;
  return <output className="find-says mute small">{!asks ? t("findTeach") : settled ? said : t("searchSearching")}</output>;
}
