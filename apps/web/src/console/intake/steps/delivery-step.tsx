import { calendarOf, stepNames } from "@dinhdanh/dossiers/contract";
import { addDays, type Day, toDay } from "@dinhdanh/kernel/contract";
import { TextInput } from "@mantine/core";
import { DayField } from "../../parts/day-field.tsx";
import { useLanguage } from "../../words/language.tsx";
import { Choice } from "../../parts/choice.tsx";
import { StepFrame } from "../step-frame.tsx";
import { useStep } from "../use-step.ts";
import { useWizard } from "../wizard.ts";

type Draft = { way: "counter" | "post"; address: string; appointmentOn: Day };
/** No appointment lies later than this. */
const farthestDays = 365;

/** How and when the card comes back; the day proposed is the law's limit, by the area of the unit as the server knows it. */
export function DeliveryStep() {
  const { t, say, day: sayDay } = useLanguage();
  const { dossier, person, day } = useWizard();
  const calendar = calendarOf(dossier.statedDays);
  const due = dossier.dueOn ?? dossier.dueIfSubmitted ?? toDay(day);
  const step = useStep<"delivery", Draft>("delivery", {
    start: (saved) => ({
      way: saved?.way ?? "counter",
      address: saved?.address ?? [person.facts.address, ...person.unitPath.toReversed().map(({ name }) => name)].filter(Boolean).join(", "),
      appointmentOn: saved === undefined ? due : toDay(saved.appointmentOn),
    }),
    read: ({ way, address, appointmentOn }) => {
      if (way === "post" && address.trim() === "") return { missing: "deliveryAddressMissing" };
      return { content: way === "post" ? { way, appointmentOn, address: address.trim() } : { way, appointmentOn } };
    },
  });
  const { draft, change } = step;
  return (
    <StepFrame title={say(stepNames.delivery)} missing={step.missing} onSubmit={step.submit}>
      <Choice
        title={t("deliveryWay")}
        value={draft.way}
        options={[
          { value: "counter", label: t("deliveryCounter") },
          { value: "post", label: t("deliveryPost") },
        ]}
        onChange={(way) => change({ ...draft, way })}
      />
      {draft.way === "post" ? (
        <TextInput
          label={t("deliveryAddress")}
          maxLength={300}
          value={draft.address}
          onChange={(event) => change({ ...draft, address: event.target.value })}
        />
      ) : null}
      <p className="beside">
        <span>{t("deliveryOn")}</span>
        <DayField
          label={t("deliveryOn")}
          value={draft.appointmentOn}
          first={day}
          last={addDays(toDay(day), farthestDays)}
          onChange={(appointmentOn) => change({ ...draft, appointmentOn: toDay(appointmentOn) })}
        />
        <span className="mute small">{t("deliveryDue", { day: sayDay(due) })}</span>
      </p>
      {calendar.isWorking(draft.appointmentOn) ? null : (
        <output className="amber">
          ▲ {t("deliveryClosed", { day: sayDay(draft.appointmentOn), next: sayDay(calendar.add(draft.appointmentOn, 1)) })}
        </output>
      )}
    </StepFrame>
  );
}
