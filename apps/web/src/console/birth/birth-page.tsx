import type { CandidateView } from "@dinhdanh/campaign/contract";
import type { BirthRequest, Recorded } from "@dinhdanh/population/contract";
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readCandidates } from "../api/duplicate-calls.ts";
import { registerBirth } from "../api/life-calls.ts";
import { Problem } from "../api/problem.ts";
import { unitQuery } from "../api/queries.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { newId } from "../parts/new-id.ts";
import { OnlyWho } from "../parts/only-who.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useOfficer, useStart } from "../routing/use-view.ts";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import { Alike } from "./alike.tsx";
import { type BirthDraft, emptyBirth, factsToCompare, readBirth } from "./birth-draft.ts";
import { BirthForm } from "./birth-form.tsx";

export const BirthPage = () => (
  <OnlyWho may="record-events" title="birthTitle" lead="birthClosedLead">
    <Births />
  </OnlyWho>
);

function Births() {
  const { t } = useLanguage();
  const [personId, setPersonId] = useState(newId);
  useTitle(t("birthTitle"));
  return <Birth key={personId} personId={personId} onAnother={() => setPersonId(newId())} />;
}

type Asked = { request: BirthRequest; candidates: CandidateView[] };

/** Looks for the child first; registers at once when nobody is like it, and when the server finds somebody after all, asks. */
function useBirth() {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const [done, setDone] = useState<Recorded>();
  const register = useMutation({
    mutationFn: async (request: BirthRequest): Promise<Recorded | Asked> => {
      if (request.despite === undefined) {
        const candidates = await readCandidates(factsToCompare(request));
        if (candidates.length > 0) return { request, candidates };
      }
      try {
        return await registerBirth(request);
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== "may-be-known") throw error;
        return { request, candidates: await readCandidates(factsToCompare(request)) };
      }
    },
    onSuccess: async (answer) => {
      if ("candidates" in answer) return setAsked(answer);
      setDone(answer);
      await queries.invalidateQueries();
    },
  });
  return { asked, done, register, ask: setAsked };
}

function Birth({ personId, onAnother }: { personId: string; onAnother: () => void }) {
  const { t } = useLanguage();
  const { scope, scopeName } = useOfficer();
  const { lastDay } = useStart();
  const unit = useQuery({ ...unitQuery(scope ?? "", lastDay), enabled: scope !== null });
  const [draft, setDraft] = useState<BirthDraft>(emptyBirth);
  const [missing, setMissing] = useState<Word>();
  const { asked, done, register, ask } = useBirth();
  const province = unit.data?.ancestors.find(({ level }) => level === "province")?.code;
  const usual = { ...draft, province: draft.province === "" && province !== undefined ? `0${province}` : draft.province };
  if (done !== undefined) return <Done recorded={done} name={usual.fullName} onAnother={onAnother} />;
  if (asked !== undefined) {
    return (
      <Alike
        given={asked.request}
        unitName={scopeName}
        candidates={asked.candidates}
        saving={register.isPending}
        error={register.error}
        onDespite={(despite) => register.mutate({ ...asked.request, despite })}
        onBack={() => ask(undefined)}
      />
    );
  }
  const submit = () => {
    const read = readBirth(usual, personId, scope ?? "");
    setMissing("missing" in read ? read.missing : undefined);
    if ("request" in read) register.mutate(read.request);
  };
  return (
    <>
      <h1>{t("birthTitle")}</h1>
      <p className="lead">{t("birthLead")}</p>
      <BirthForm
        draft={usual}
        unitName={scopeName}
        missing={missing}
        saving={register.isPending}
        error={register.error}
        onChange={(typed) => {
          setDraft(typed);
          setMissing(undefined);
        }}
        onSubmit={submit}
      />
    </>
  );
}

function Done({ recorded: { personId, pin }, name, onAnother }: { recorded: Recorded; name: string; onAnother: () => void }) {
  const { t } = useLanguage();
  return (
    <section className="panel">
      <h1>{t("birthDone", { name })}</h1>
      <p className="birth-number">{t("birthNumber", { pin: pin === null ? "–" : formatPin(pin) })}</p>
      <div className="actions">
        <LinkButton to="/cong-dan/$personId" params={{ personId }} search={{ "muc-dich": "verify" }}>
          {t("birthOpen")}
        </LinkButton>
        <Button variant="default" onClick={onAnother}>
          {t("birthAnother")}
        </Button>
      </div>
    </section>
  );
}
