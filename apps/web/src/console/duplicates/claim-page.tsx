import type { NumberClaim } from "@dinhdanh/campaign/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { numberClaimQuery } from "../api/duplicate-calls.ts";
import { personQuery } from "../api/queries.ts";
import { useLanguage } from "../words/language.tsx";
import { ClaimDecision } from "./claim-decision.tsx";
import { fieldRows, type Held } from "./field-rows.ts";
import { NumberCase } from "./number-case.tsx";
import { Compared } from "./records.tsx";

const route = getRouteApi("/trong/trung-lap/dong/$personId/$claimId");

/** A row that was refused for its number, beside who bears it, and whose it is. */
export function ClaimPage() {
  const { t } = useLanguage();
  const { personId, claimId } = route.useParams();
  const claim = useQuery(numberClaimQuery(personId, claimId));
  const person = useQuery(personQuery(personId, "verify"));
  const one = claim.data;
  return (
    <NumberCase
      error={claim.error ?? person.error}
      onRetry={() => void claim.refetch()}
      one={one && { pin: one.pin, lead: t("claimLead", { row: one.rowNo, file: one.fileName }), decision: <ClaimDecision claim={one} /> }}
      sides={one === undefined || person.data === undefined ? null : <BothSides held={person.data} claim={one} />}
    />
  );
}

function BothSides({ held, claim }: { held: Held; claim: NumberClaim }) {
  const language = useLanguage();
  const { t } = language;
  const { permanentUnit: code = "" } = claim.facts;
  const here = held.unitPath.at(-1)?.code === code;
  const said: Held = { facts: claim.facts, unitPath: code === "" ? [] : here ? held.unitPath : [{ code, name: claim.unitName ?? code }] };
  const inRegister = (
    <Link to="/cong-dan/$personId" params={{ personId: claim.person.personId }} search={{ "muc-dich": "verify" }}>
      {t("claimInRegister")}
    </Link>
  );
  return <Compared rows={fieldRows([held, said], language)} heads={[inRegister, t("claimInFile")]} />;
}
