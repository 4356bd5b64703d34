import type { NumberClaim } from "@dinhdanh/campaign/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { numberClaimQuery } from "../api/duplicate-calls.ts";
import { personQuery } from "../api/queries.ts";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import { ClaimDecision } from "./claim-decision.tsx";
import { fieldRows, type Held } from "./field-rows.ts";
import { Row } from "./records.tsx";

const route = getRouteApi("/trong/trung-lap/dong/$personId/$claimId");

/** A row that was refused for its number, beside who bears it, and whose it is. */
export function ClaimPage() {
  const { t } = useLanguage();
  const { personId, claimId } = route.useParams();
  const claim = useQuery(numberClaimQuery(personId, claimId));
  const person = useQuery(personQuery(personId, "verify"));
  const one = claim.data;
  useTitle(t("casesOneNumber"));
  const error = claim.error ?? person.error;
  return (
    <>
      <nav className="crumbs" aria-label={t("wayUp")}>
        <ol>
          <li>
            <Link to="/trung-lap" search={{ loai: "mot-so" }}>
              {t("casesOneNumber")}
            </Link>
          </li>
        </ol>
      </nav>
      <h1>{one === undefined ? t("casesOneNumber") : t("sharedTitle", { pin: formatPin(one.pin) })}</h1>
      {error === null ? null : <Trouble error={error} onRetry={() => void claim.refetch()} />}
      {one === undefined ? (
        error === null && <Bars rows={8} height={36} />
      ) : (
        <>
          <p className="lead">{t("claimLead", { row: one.rowNo, file: one.fileName })}</p>
          <div className="pair-sides">
            {person.data === undefined ? error === null && <Bars rows={12} height={32} /> : <BothSides held={person.data} claim={one} />}
            <aside>
              <ClaimDecision claim={one} />
            </aside>
          </div>
        </>
      )}
    </>
  );
}

function BothSides({ held, claim }: { held: Held; claim: NumberClaim }) {
  const language = useLanguage();
  const { t } = language;
  const { permanentUnit: code = "" } = claim.facts;
  const here = held.unitPath.at(-1)?.code === code;
  const said: Held = { facts: claim.facts, unitPath: code === "" ? [] : here ? held.unitPath : [{ code, name: claim.unitName ?? code }] };
  const rows = fieldRows([held, said], language);
  const differing = rows.filter((row) => row.differs);
  return (
    <table className="records">
      <caption>{t("pairDifferences", { n: differing.length, count: differing.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("pairField")}</th>
          <th scope="col">
            <Link to="/cong-dan/$personId" params={{ personId: claim.person.personId }} search={{ "muc-dich": "verify" }}>
              {t("claimInRegister")}
            </Link>
          </th>
          <th scope="col">{t("claimInFile")}</th>
        </tr>
      </thead>
      <tbody>
        {[...differing, ...rows.filter((row) => !row.differs)].map((row) => (
          <Row key={row.word} row={row} />
        ))}
      </tbody>
    </table>
  );
}
