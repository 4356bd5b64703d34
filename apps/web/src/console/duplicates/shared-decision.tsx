import type { SharedCase } from "@dinhdanh/campaign/contract";
import { attributes } from "@dinhdanh/population/contract";
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { afterDecision, numberPreviewQuery, settleNumber, unsettleNumber } from "../api/duplicate-calls.ts";
import { Choice } from "../parts/choice.tsx";
import { newId } from "../parts/new-id.ts";
import { useOfficerName } from "../parts/officer.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import { EvidenceField, useEvidence } from "./evidence.tsx";
import { CardStakes } from "./stakes.tsx";

/** Who keeps the number; what that stops is said before it is decided. A decision can be undone. */
export function SharedDecision({ one }: { one: SharedCase }) {
  const { t } = useLanguage();
  const [kept, setKept] = useState<"first" | "second">("first");
  const [province, setProvince] = useState(one.pin.slice(0, 3));
  const head = useRef<HTMLHeadingElement>(null);
  const evidence = useEvidence();
  const [keeper, other] = kept === "first" ? [one.person, one.other] : [one.other, one.person];
  const decide = useDecision(one, { keeperId: keeper.personId, otherId: other.personId, province: province.trim() }, () => {
    evidence.write("");
    head.current?.focus();
  });
  const settled = one.renumberingId !== null;
  const start = () => {
    const note = evidence.stated();
    if (note !== null) decide.mutate(note);
  };
  return (
    <section className="panel">
      <h2 ref={head} tabIndex={-1}>
        {t("pairDecide")}
      </h2>
      <output>{settled ? <Judged one={one} /> : null}</output>
      {settled ? (
        <p>
          <Link to="/trung-lap" search={{ loai: "mot-so" }}>
            {t("pairsBack")}
          </Link>
        </p>
      ) : (
        <>
          <Choice
            title={t("sharedKeeper")}
            value={kept}
            onChange={setKept}
            options={[
              { value: "first", label: `${t("pairFirst")}: ${one.person.fullName}` },
              { value: "second", label: `${t("pairSecond")}: ${one.other.fullName}` },
            ]}
          />
          <Stakes keeperId={keeper.personId} other={other} />
          <TextInput
            label={t("sharedProvince")}
            description={t("birthProvinceNote")}
            inputMode="numeric"
            value={province}
            onChange={({ currentTarget }) => setProvince(currentTarget.value)}
          />
        </>
      )}
      <Relatives one={one} />
      <EvidenceField evidence={evidence} />
      {decide.error === null ? null : <Trouble error={decide.error} />}
      <div className="actions">
        <Button variant={settled ? "default" : "filled"} loading={decide.isPending} onClick={start}>
          {t(settled ? "sharedUndo" : "sharedDecide")}
        </Button>
      </div>
      <p className="mute small">{t("sharedUndoNote")}</p>
    </section>
  );
}

function Stakes({ keeperId, other }: { keeperId: string; other: SharedCase["other"] }) {
  const { t } = useLanguage();
  const { data, error } = useQuery(numberPreviewQuery({ keeperId, otherId: other.personId }));
  if (error !== null) return <Trouble error={error} />;
  if (data === undefined) return <Bars rows={2} height={20} />;
  return (
    <div className="stakes">
      <h3>{t("sharedIf", { name: other.fullName })}</h3>
      <ul>
        <CardStakes cards={data.cards} />
        {data.cards.length === 0 ? null : <li>{t("sharedNewCard")}</li>}
      </ul>
    </div>
  );
}

/** The number leads to the keeper: where the other is meant, the relative's record is corrected by itself. */
function Relatives({ one: { relatives, elsewhere } }: { one: SharedCase }) {
  const { t, say } = useLanguage();
  if (relatives.length + elsewhere === 0) return null;
  return (
    <section className="stakes">
      <h3>{t("sharedRelatives")}</h3>
      <p className="mute small">{t("sharedRelativesTeach")}</p>
      <ul>
        {relatives.map(({ personId, fullName, unitName, as }) => (
          <li key={`${personId} ${as}`}>
            <Link to="/cong-dan/$personId" params={{ personId }} search={{ "muc-dich": "verify" }}>
              {fullName}
            </Link>
            {unitName === null ? "" : `, ${unitName}`}: {say(attributes[as].text).toLocaleLowerCase()}
          </li>
        ))}
        {elsewhere === 0 ? null : <li>{t("sharedRelativesElsewhere", { n: elsewhere })}</li>}
      </ul>
    </section>
  );
}

type Asked = { keeperId: string; otherId: string; province: string };

/** The decision's id stays the same until it has arrived, so that pressing twice gives one number. */
function useDecision(one: SharedCase, asked: Asked, onDone: () => void) {
  const queries = useQueryClient();
  const [id, setId] = useState(newId);
  return useMutation({
    mutationFn: async (note: string) => {
      if (one.renumberingId !== null) return unsettleNumber(one.renumberingId, { actId: id, note });
      return settleNumber({ renumberingId: id, ...asked, note });
    },
    onSuccess: async () => {
      setId(newId());
      await afterDecision(queries);
      onDone();
    },
  });
}

function Judged({ one }: { one: SharedCase }) {
  const { t, time } = useLanguage();
  const { person, other, pin, newPin, decidedBy, decidedAt, note } = one;
  const numbers = { pin: formatPin(pin), newPin: formatPin(newPin ?? "") };
  const by = { officer: useOfficerName(decidedBy), time: time(decidedAt ?? ""), note: note ?? "" };
  return <p>{t("sharedJudged", { ...numbers, ...by, name: person.fullName, other: other.fullName })}</p>;
}
