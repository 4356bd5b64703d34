import type { NumberClaim, SharedNumber } from "@dinhdanh/campaign/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sharedNumbersQuery } from "../api/duplicate-calls.ts";
import { Blank } from "../parts/blank.tsx";
import { pairStates } from "@dinhdanh/population/contract";
import { PageHeading } from "../parts/page-heading.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useRowKeys } from "../parts/use-row-keys.ts";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import { CaseChips } from "./case-chips.tsx";

/** Two people with one number: to be decided, or decided. */
export function SharedList({ settled }: { settled: boolean }) {
  const { t, rich, number } = useLanguage();
  const { data, error, refetch } = useQuery(sharedNumbersQuery(settled ? "settled" : "open"));
  const cases = data?.cases ?? [];
  const claims = data?.claims ?? [];
  const rows = useRowKeys(cases.length + claims.length, () => undefined);
  const heading = settled ? "sharedHeadingSettled" : "sharedHeading";
  return (
    <>
      <div className="list-head">
        <PageHeading name={t("navDuplicates")} failed={error !== null}>
          {data === undefined ? undefined : rich(heading, { n: number(data.total) }, { count: data.total })}
        </PageHeading>
        <p className="mute">{t("sharedLead")}</p>
        <CaseChips kind="mot-so" />
        <nav className="chips" aria-label={t("pairStateFilter")}>
          <Link
            className="chip"
            to="/trung-lap"
            search={{ loai: "mot-so" }}
            aria-current={settled ? undefined : "page"}
            activeOptions={{ exact: true }}
            resetScroll={false}
          >
            {t("sharedOpen")}
          </Link>
          <Link
            className="chip"
            to="/trung-lap"
            search={{ loai: "mot-so", xong: "1" }}
            aria-current={settled ? "page" : undefined}
            activeOptions={{ exact: true }}
            resetScroll={false}
          >
            {t("sharedSettled")}
          </Link>
        </nav>
      </div>
      {error === null ? null : <Trouble error={error} onRetry={() => void refetch()} />}
      {data?.total === 0 ? <Blank>{t(settled ? "sharedNoneSettled" : "sharedNone")}</Blank> : null}
      {cases.length + claims.length === 0 ? null : (
        <div ref={rows}>
          <table className="people pairs">
            <thead>
              <tr>
                <th scope="col">{t("sharedColumnNumber")}</th>
                <th scope="col">{t("sharedColumnPeople")}</th>
                <th scope="col">{t("columnBorn")}</th>
                <th scope="col">{t("columnAddress")}</th>
                {settled ? <th scope="col">{t("sharedColumnNew")}</th> : null}
              </tr>
            </thead>
            <tbody>
              {cases.map((one) => (
                <SharedRow key={one.person.personId + one.other.personId} one={one} />
              ))}
              {claims.map((claim) => (
                <ClaimRow key={claim.claimId} claim={claim} settled={settled} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function SharedRow({ one: { person, other, pin, newPin } }: { one: SharedNumber }) {
  const { day } = useLanguage();
  const sides = [person, other];
  return (
    <tr data-line>
      <td className="serial">{formatPin(pin)}</td>
      <td>
        <Link
          data-row
          className="pair-names"
          to="/trung-lap/so/$personId/$otherId"
          params={{ personId: person.personId, otherId: other.personId }}
        >
          {person.fullName}
          <br />
          {other.fullName}
        </Link>
      </td>
      <td>
        {sides.map(({ personId, birthDate }) => (
          <div key={personId}>{birthDate === null ? "–" : day(birthDate)}</div>
        ))}
      </td>
      <td className="people-address">
        {sides.map(({ personId, address, unitName }) => (
          <div key={personId}>{[address, unitName].filter(Boolean).join(", ")}</div>
        ))}
      </td>
      {newPin === null ? null : <td className="serial">{formatPin(newPin)}</td>}
    </tr>
  );
}

/** The second of the two is a row that a file was not let in with. */
function ClaimRow({ claim: { person, claimId, pin, facts, fileName, rowNo, state }, settled }: { claim: NumberClaim; settled: boolean }) {
  const { t, say, day } = useLanguage();
  return (
    <tr data-line>
      <td className="serial">{formatPin(pin)}</td>
      <td>
        <Link data-row className="pair-names" to="/trung-lap/dong/$personId/$claimId" params={{ personId: person.personId, claimId }}>
          {person.fullName}
          <br />
          {facts.fullName}
        </Link>
        <span className="under">
          {t("claimRow", { row: rowNo, file: fileName })} {state === "open" ? null : <Tag tone="waiting">{say(pairStates[state])}</Tag>}
        </span>
      </td>
      <td>
        {[person.birthDate, facts.birthDate ?? null].map((born, index) => (
          <div key={index}>{born === null ? "–" : day(born)}</div>
        ))}
      </td>
      <td>
        <div>{person.address ?? "–"}</div>
        <div>{facts.address ?? "–"}</div>
      </td>
      {settled ? <td>–</td> : null}
    </tr>
  );
}
