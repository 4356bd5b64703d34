import { type FindingOwner, inCharge, type Officers } from "@dinhdanh/campaign/contract";
import { type FindingKind, qualityRules } from "@dinhdanh/population/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { officersToAssignQuery, ownFinding } from "../api/quality-calls.ts";
import { useMay, useOfficer, useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { newId } from "./new-id.ts";
import { Trouble } from "./trouble.tsx";

type Props = {
  personId: string;
  kind: string;
  field: string;
  owner: FindingOwner;
  /** code of the unit among whose officers one may choose; without it none are offered */
  unit: string | undefined;
  /** where the person is registered */
  unitName: string | null;
  /** the person's name, for who hears the page */
  of: string;
};

/** Officers to choose among; of which unit is said where they are of several. */
export function officerOptions(officers: Officers): { value: string; label: string }[] {
  const several = new Set(officers.map(({ unitName }) => unitName)).size > 1;
  return officers.map(({ code, name, unitName }) => ({ value: code, label: several ? `${name} · ${unitName}` : name }));
}

export const isKind = (kind: string): kind is FindingKind => Object.hasOwn(qualityRules, kind);

/** Whose work a finding is. An officer takes it over or gives it back; who may assign gives it to an officer in charge of the unit. */
export function FindingOwnerCell({ personId, kind, field, owner, unit, unitName, of }: Props) {
  const { t, say, day } = useLanguage();
  const client = useQueryClient();
  const { code: me } = useOfficer();
  const mayMend = useMay("mend");
  const mayAssign = useMay("assign");
  const own = useMutation({
    mutationFn: (officer: string | null) => {
      if (!isKind(kind)) throw new Error(`no rule ${kind}`);
      return ownFinding(personId, { actId: newId(), kind, field, officer });
    },
    onSettled: () => client.invalidateQueries(),
  });
  const police = say(inCharge(unitName));
  const about = isKind(kind) ? `${of}, ${say(qualityRules[kind].text)}` : of;
  const name = owner === null ? police : (owner.name ?? owner.officer);
  return (
    <>
      {mayAssign && unit !== undefined ? (
        <OfficerChoice {...{ unit, owner, police }} label={t("findingAssign", { about })} busy={own.isPending} onChoose={own.mutate} />
      ) : (
        <span className="finding-owner">{owner?.officer === me ? t("findingOwnerMe") : name}</span>
      )}
      {owner === null ? null : <span className="finding-since">{t("findingOwnerSince", { day: day(owner.since) })}</span>}
      {(mayAssign && unit !== undefined) || !mayMend || !isKind(kind) || (owner !== null && owner.officer !== me) ? null : (
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

type ChoiceProps = {
  label: string;
  owner: FindingOwner;
  unit: string;
  police: string;
  busy: boolean;
  onChoose: (officer: string | null) => void;
};

/** The police of the commune stand for nobody: choosing them gives the finding back. */
function OfficerChoice({ label, owner, unit, police, busy, onChoose }: ChoiceProps) {
  const { asOf } = useView();
  const { data = [] } = useQuery(officersToAssignQuery({ unit, asOf }));
  const others = officerOptions(data);
  const gone =
    owner === null || data.some(({ code }) => code === owner.officer) ? [] : [{ value: owner.officer, label: owner.name ?? owner.officer }];
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={owner?.officer ?? ""}
      disabled={busy}
      onChange={({ currentTarget }) => onChoose(currentTarget.value === "" ? null : currentTarget.value)}
      data={[{ value: "", label: police }, ...others, ...gone]}
    />
  );
}
