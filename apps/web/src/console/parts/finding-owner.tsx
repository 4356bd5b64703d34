import { type FindingOwner, inCharge } from "@dinhdanh/campaign/contract";
import { type FindingKind, qualityRules } from "@dinhdanh/population/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { officersToAssignQuery, ownFinding } from "../api/quality-calls.ts";
import { useMay, useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { newId } from "./new-id.ts";
import { Trouble } from "./trouble.tsx";

type Props = {
  personId: string;
  kind: string;
  field: string;
  owner: FindingOwner;
  /** where the person is registered */
  unitName: string | null;
  /** the person's name, for who hears the page */
  of: string;
};

const isKind = (kind: string): kind is FindingKind => Object.hasOwn(qualityRules, kind);

/** Whose work a finding is. An officer takes it over or gives it back; a chief gives it to an officer of the unit. */
export function FindingOwnerCell({ personId, kind, field, owner, unitName, of }: Props) {
  const { t, say, day } = useLanguage();
  const client = useQueryClient();
  const { code: me } = useOfficer();
  const mayMend = useMay("mend");
  const assigns = useMay("assign");
  const own = useMutation({
    mutationFn: (officer: string | null) => {
      if (!isKind(kind)) throw new Error(`no rule ${kind}`);
      return ownFinding(personId, { actId: newId(), kind, field, officer });
    },
    onSettled: () => client.invalidateQueries(),
  });
  const unit = say(inCharge(unitName));
  const about = isKind(kind) ? `${of}, ${say(qualityRules[kind].text)}` : of;
  const name = owner === null ? unit : (owner.name ?? owner.officer);
  return (
    <>
      {assigns ? (
        <OfficerChoice label={t("findingAssign", { about })} owner={owner} unit={unit} busy={own.isPending} onChoose={own.mutate} />
      ) : (
        <span className="finding-owner">{owner?.officer === me ? t("findingOwnerMe") : name}</span>
      )}
      {owner === null ? null : <span className="finding-since">{t("findingOwnerSince", { day: day(owner.since) })}</span>}
      {assigns || !mayMend || !isKind(kind) || (owner !== null && owner.officer !== me) ? null : (
        <Button
          variant="default"
          size="compact-xs"
          loading={own.isPending}
          aria-label={t(owner === null ? "findingTakeOf" : "findingGiveBackOf", { about })}
          onClick={() => own.mutate(owner === null ? me : null)}
        >
          {t(owner === null ? "findingTake" : "findingGiveBack")}
        </Button>
      )}
      {own.error === null ? null : <Trouble error={own.error} />}
    </>
  );
}

type ChoiceProps = { label: string; owner: FindingOwner; unit: string; busy: boolean; onChoose: (officer: string | null) => void };

/** The unit stands for nobody: choosing it gives the finding back. */
function OfficerChoice({ label, owner, unit, busy, onChoose }: ChoiceProps) {
  const { data = [] } = useQuery(officersToAssignQuery);
  const others = data.map(({ code, name }) => ({ value: code, label: name }));
  const gone =
    owner === null || data.some(({ code }) => code === owner.officer) ? [] : [{ value: owner.officer, label: owner.name ?? owner.officer }];
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={owner?.officer ?? ""}
      disabled={busy}
      onChange={({ currentTarget }) => onChoose(currentTarget.value === "" ? null : currentTarget.value)}
      data={[{ value: "", label: unit }, ...others, ...gone]}
    />
  );
}
