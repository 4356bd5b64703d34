import { type Desk, type HandOver, identityChecks, oldCardOutcomes } from "@dinhdanh/cards/contract";
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { handOver } from "../api/card-calls.ts";
import { useSubmitKey } from "../imports/use-submit-key.ts";
import { newId } from "../parts/new-id.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import { Choice } from "../parts/choice.tsx";

type Kind = HandOver["receiver"]["kind"];
type Given = {
  kind: Kind;
  identityCheck?: HandOver["receiver"]["identityCheck"];
  oldCard?: HandOver["oldCard"];
  name: string;
  document: string;
};

/** Complete only with a checked identity, a word on the old card and, for another person, their name and paper. */
function handOverOf(given: Given, ids: Pick<HandOver, "handOverId" | "personId" | "cardId">): HandOver | undefined {
  const { kind, identityCheck, oldCard } = given;
  const [name, document] = [given.name.trim(), given.document.trim()];
  if (identityCheck === undefined || oldCard === undefined) return undefined;
  if (kind === "citizen") return { ...ids, receiver: { kind, identityCheck }, oldCard };
  return name === "" || document === "" ? undefined : { ...ids, receiver: { kind, identityCheck, name, document }, oldCard };
}

export function HandOverForm({ card, onDone }: { card: Desk["cards"][number]; onDone: () => void }) {
  const { t, say } = useLanguage();
  const client = useQueryClient();
  const [given, setGiven] = useState<Given>({ kind: "citizen", name: "", document: "" });
  const [handOverId] = useState(newId);
  const complete = handOverOf(given, { handOverId, personId: card.personId, cardId: card.cardId });
  const send = useMutation({
    mutationFn: (proof: HandOver) => handOver(proof),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["line"] });
      onDone();
    },
  });
  const submit = () => {
    if (complete !== undefined && !send.isPending) send.mutate(complete);
  };
  useSubmitKey(complete !== undefined && !send.isPending, submit);
  const change = (next: Partial<Given>) => setGiven({ ...given, ...next });
  const text = (key: "name" | "document", label: string) => (
    <TextInput label={label} maxLength={100} value={given[key]} onChange={({ currentTarget }) => change({ [key]: currentTarget.value })} />
  );
  return (
    <form
      className="proof"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Choice
        title={t("identityTitle")}
        value={given.identityCheck}
        options={keysOf(identityChecks).map((value) => ({ value, label: say(identityChecks[value]) }))}
        onChange={(identityCheck) => change({ identityCheck })}
        first
      />
      <Choice
        title={t("oldCardTitle")}
        value={given.oldCard}
        options={keysOf(oldCardOutcomes).map((value) => ({ value, label: say(oldCardOutcomes[value]) }))}
        onChange={(oldCard) => change({ oldCard })}
      />
      <Choice
        title={t("receiverTitle")}
        value={given.kind}
        options={[
          { value: "citizen", label: t("receiverCitizen") },
          { value: "authorised", label: t("receiverAuthorised") },
        ]}
        onChange={(kind) => change({ kind })}
      />
      {given.kind === "citizen" ? null : (
        <div className="two">
          {text("name", t("receiverName"))}
          {text("document", t("receiverDocument"))}
        </div>
      )}
      {send.error === null ? null : <Trouble error={send.error} />}
      <div className="actions">
        <Button type="submit" loading={send.isPending} disabled={complete === undefined}>
          {t("doHandOver")}
          <kbd className="on-button">Ctrl + Enter</kbd>
        </Button>
      </div>
    </form>
  );
}

const keysOf = <Key extends string>(texts: Record<Key, unknown>): Key[] => Object.keys(texts) as Key[];
