import type { NumberClaim } from "@dinhdanh/campaign/contract";
import { type ClaimJudgement, pairStates } from "@dinhdanh/population/contract";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { afterDecision, judgeClaim } from "../api/duplicate-calls.ts";
import { useOfficerName } from "../parts/officer.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import { EvidenceField, useEvidence } from "./evidence.tsx";

const decisions = [
  ["same", "claimSame", "claimSameNote"],
  ["different", "claimDifferent", "claimDifferentNote"],
  ["visit", "claimVisit", "claimVisitNote"],
] as const;

/** The person of the register, somebody else, or to be visited. */
export function ClaimDecision({ claim }: { claim: NumberClaim }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const head = useRef<HTMLHeadingElement>(null);
  const evidence = useEvidence();
  const { claimId, person } = claim;
  const decide = useMutation({
    mutationFn: (given: Pick<ClaimJudgement, "decision" | "note">) => judgeClaim({ claimId, personId: person.personId, ...given }),
    onSuccess: async () => {
      await afterDecision(queries);
      evidence.write("");
      head.current?.focus();
    },
  });
  const start = (decision: ClaimJudgement["decision"]) => {
    const note = evidence.stated();
    if (note !== null) decide.mutate({ decision, note });
  };
  const decided = claim.state === "same" || claim.state === "different";
  return (
    <section className="panel">
      <h2 ref={head} tabIndex={-1}>
        {t("pairDecide")}
      </h2>
      <output>
        <Judged claim={claim} />
      </output>
      {decided ? null : (
        <>
          <EvidenceField evidence={evidence} />
          {decide.error === null ? null : <Trouble error={decide.error} />}
          {decisions.map(([decision, word, note]) => (
            <div key={decision}>
              <Button
                fullWidth
                variant={decision === "different" ? "filled" : "default"}
                loading={decide.isPending && decide.variables.decision === decision}
                disabled={decide.isPending || claim.state === decision}
                onClick={() => start(decision)}
              >
                {t(word)}
              </Button>
              <p className="mute small">{t(note)}</p>
            </div>
          ))}
        </>
      )}
    </section>
  );
}

function Judged({ claim: { person, state, enteredId, judgedBy, judgedAt, note } }: { claim: NumberClaim }) {
  const { t, say, time } = useLanguage();
  const officer = useOfficerName(judgedBy);
  if (judgedBy === null) return null;
  const by = { officer, time: time(judgedAt ?? ""), note: note ?? "" };
  return (
    <>
      <p>{t("claimJudged", { found: say(pairStates[state]), ...by })}</p>
      <p>
        {enteredId === null ? (
          <Link to="/trung-lap" search={{ loai: "mot-so" }}>
            {t("pairsBack")}
          </Link>
        ) : (
          <Link to="/trung-lap/so/$personId/$otherId" params={{ personId: person.personId, otherId: enteredId }}>
            {t("claimNext")}
          </Link>
        )}
      </p>
    </>
  );
}
