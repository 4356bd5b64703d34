import type { Pair, PersonView } from "@dinhdanh/campaign/contract";
import { pairStates } from "@dinhdanh/population/contract";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { v7 as newId } from "uuid";
import { afterDecision, judgePair, mergePeople, unmergePeople } from "../api/duplicate-calls.ts";
import { Choice } from "../parts/choice.tsx";
import { useOfficerName } from "../parts/officer.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import { EvidenceField, useEvidence } from "./evidence.tsx";
import { MergeStakes } from "./stakes.tsx";

type Props = { pair: Pair; people: readonly (PersonView | undefined)[] };
type Doing = "merge" | "different" | "visit" | "undo";

/** One person, two people, or to be visited; a merge can be undone. */
export function Decision({ pair, people }: Props) {
  const { t } = useLanguage();
  const [kept, setKept] = useState<"first" | "second">("first");
  const head = useRef<HTMLHeadingElement>(null);
  const evidence = useEvidence();
  const decide = useDecision(pair, kept, () => {
    evidence.write("");
    // the button that was pressed may be gone: on to what was decided
    head.current?.focus();
  });
  const merged = pair.mergeId !== null;
  const start = (doing: Doing) => {
    const note = evidence.stated();
    if (note !== null) decide.mutate({ doing, note });
  };
  return (
    <section className="panel">
      <h2 ref={head} tabIndex={-1}>
        {t("pairDecide")}
      </h2>
      <output>
        <Judged pair={pair} people={people} />
      </output>
      {pair.judgedAt === null ? null : (
        <p>
          <Link to="/trung-lap">{t("pairsBack")}</Link>
        </p>
      )}
      {merged ? null : (
        <>
          <Choice
            title={t("pairKeep")}
            value={kept}
            onChange={setKept}
            options={[
              { value: "first", label: `${t("pairFirst")}: ${pair.person.fullName}` },
              { value: "second", label: `${t("pairSecond")}: ${pair.other.fullName}` },
            ]}
          />
          <p className="mute small">{t("pairKeepHint")}</p>
          <MergeStakes query={stakesOf(pair, kept)} />
        </>
      )}
      {merged ? <p className="mute small">{t("stakesUndo")}</p> : null}
      <EvidenceField evidence={evidence} />
      {decide.error === null ? null : <Trouble error={decide.error} />}
      <div className="actions">
        {(merged ? buttonsOfMerged : buttons).map(([doing, word], index) => (
          <Button
            key={doing}
            variant={index === 0 && !merged ? "filled" : "default"}
            loading={decide.isPending && decide.variables.doing === doing}
            disabled={decide.isPending && decide.variables.doing !== doing}
            onClick={() => start(doing)}
          >
            {t(word)}
          </Button>
        ))}
      </div>
    </section>
  );
}

const stakesOf = ({ person, other }: Pair, kept: "first" | "second") =>
  kept === "first"
    ? { survivorId: person.personId, absorbedId: other.personId }
    : { survivorId: other.personId, absorbedId: person.personId };

const buttons = [
  ["merge", "pairMerge"],
  ["different", "pairDifferent"],
  ["visit", "pairVisit"],
] as const;
const buttonsOfMerged = [["undo", "pairUndo"]] as const;

/** Sends a decision; its id stays the same until it has arrived, so that pressing twice decides once. */
function useDecision(pair: Pair, kept: "first" | "second", onDone: () => void) {
  const queries = useQueryClient();
  const [ids, setIds] = useState(() => ({ merge: newId(), act: newId() }));
  const [personId, otherId] = [pair.person.personId, pair.other.personId];
  return useMutation({
    mutationFn: async ({ doing, note }: { doing: Doing; note: string }) => {
      if (doing === "undo") return unmergePeople(pair.mergeId ?? "", { actId: ids.act, note });
      if (doing === "merge") return mergePeople({ mergeId: ids.merge, ...stakesOf(pair, kept), note });
      return judgePair({ actId: ids.act, personId, otherId, decision: doing, note });
    },
    onSuccess: async () => {
      setIds({ merge: newId(), act: newId() });
      await afterDecision(queries);
      onDone();
    },
  });
}

/** What was decided last. */
function Judged({ pair, people }: Pick<Props, "pair" | "people">) {
  const { t, say, time, day } = useLanguage();
  const officer = useOfficerName(pair.judgedBy);
  if (pair.judgedAt === null) return null;
  const said = { officer, note: pair.note ?? "" };
  if (pair.survivorId === null) {
    const state = pair.state === "open" ? t("pairOpenAgain") : say(pairStates[pair.state]);
    return <p>{t("pairJudgedNote", { ...said, state, time: time(pair.judgedAt) })}</p>;
  }
  const survivor = people.find((person) => person?.personId === pair.survivorId);
  const pin = survivor?.facts.pin === undefined ? "–" : formatPin(survivor.facts.pin);
  return <p>{t("pairMergedNote", { ...said, name: survivor?.facts.fullName ?? "", pin, day: day(pair.judgedAt) })}</p>;
}
