import { exclusionReasons, type ExclusionReason, type PersonView } from "@dinhdanh/campaign/contract";
import { useStart } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { currentStay, statesOf } from "./standing-state.ts";

/** The answer of the page: how far this person is. */
export function StateLine({ person }: { person: PersonView }) {
  const { t, say, day } = useLanguage();
  const { asOf } = useStart();
  const stay = currentStay(person);
  const said = statesOf(person, asOf).map((state) => t(state.word, state.day === undefined ? {} : { day: day(state.day) }));
  const excludedOn = stay?.days["excludedOn"];
  if (
    stay?.excludedReason !== undefined &&
    stay.excludedReason !== null &&
    excludedOn !== undefined &&
    stay.days["exclusionEndedOn"] === undefined
  ) {
    const reason = exclusionReasons[stay.excludedReason as ExclusionReason];
    said.push(
      t("stateExcluded", { day: day(excludedOn), reason: reason === undefined ? stay.excludedReason : say(reason).toLocaleLowerCase() }),
    );
  }
  return <p className="lead">{said.join(" ")}</p>;
}
