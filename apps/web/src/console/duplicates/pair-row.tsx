import type { Pair } from "@dinhdanh/campaign/contract";
import { Link } from "@tanstack/react-router";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import { likelihood } from "./likelihood.ts";

/** Both records of a pair, one above the other. */
export function PairRow({ pair }: { pair: Pair }) {
  const { percent, time, day } = useLanguage();
  const sides = [pair.person, pair.other];
  return (
    <tr data-line>
      <td className="num">{pair.explanation === null ? "–" : percent(likelihood(pair.probability))}</td>
      <td>
        <Link
          data-row
          className="pair-names"
          to="/trung-lap/$personId/$otherId"
          params={{ personId: pair.person.personId, otherId: pair.other.personId }}
        >
          {pair.person.fullName}
          <br />
          {pair.other.fullName}
        </Link>
      </td>
      <td className="serial">
        {sides.map(({ personId, pin }) => (
          <div key={personId}>{pin === null ? "–" : formatPin(pin)}</div>
        ))}
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
      <td className="num mute small pair-found">{time(pair.foundAt)}</td>
    </tr>
  );
}
