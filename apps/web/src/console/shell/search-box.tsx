import { useClickOutside, useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { Purpose } from "@dinhdanh/population/contract";
import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { foundQuery } from "../api/queries.ts";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { plainKey } from "./keys.ts";
import { SearchResults } from "./search-results.tsx";
import { hitsOf, useOpenHit } from "./search-hits.ts";

function useFocusKey(focus: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (plainKey(event) !== "/") return;
      event.preventDefault();
      focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [focus]);
}

/** Whom the text finds; outside the territory once a purpose is stated, which holds until the box is empty. */
function useFound(typed: string) {
  const { asOf } = useView();
  const [q] = useDebouncedValue(typed, 200);
  const [purpose, setPurpose] = useState<Purpose>();
  // the next search is another matter
  if (typed === "" && purpose !== undefined) setPurpose(undefined);
  const { data, isFetching, error } = useQuery(foundQuery(q, asOf, purpose));
  return { q, found: q.length < 2 ? undefined : data, isFetching, error, setPurpose };
}

/** What is typed stays out of the address: it may be a person's name or number. */
export function SearchBox() {
  const { t } = useLanguage();
  const [typed, setTyped] = useState("");
  const [shown, setShown] = useState(false);
  const [chosen, setChosen] = useState(0);
  const { q, found, isFetching, error, setPurpose } = useFound(typed.trim());
  const openHit = useOpenHit();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const box = useClickOutside<HTMLElement>(() => setShown(false));
  useFocusKey(() => input.current?.focus());
  const hits = found === undefined ? [] : hitsOf(found);
  const go = (index: number) => {
    const hit = hits[index];
    if (hit === undefined) return;
    setShown(false);
    setTyped("");
    input.current?.blur();
    openHit(hit);
  };
  const onKeyDown = (event: ReactKeyboardEvent) => {
    if (event.key === "Escape") {
      setShown(false);
      input.current?.blur();
    }
    if (event.key === "Enter") go(chosen);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || hits.length === 0) return;
    event.preventDefault();
    setChosen((chosen + step + hits.length) % hits.length);
  };
  return (
    <search className="search" ref={box}>
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label={t("searchLabel")}
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={shown && hits.length > 0 ? `${listId}-${chosen}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={t("searchShort")}
        value={typed}
        onFocus={() => setShown(true)}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
          setShown(true);
        }}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      {shown ? (
        <SearchResults
          {...{ id: listId, q, hits, chosen, error }}
          outside={found?.outside ?? 0}
          indexing={found?.indexing === true}
          busy={isFetching || q !== typed.trim()}
          onOpen={go}
          onPurpose={setPurpose}
        />
      ) : null}
    </search>
  );
}
