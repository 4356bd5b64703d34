import { type Assignment, type Buckets, unassignable } from "@dinhdanh/population/contract";
import { Button, NativeSelect, Progress } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { assignNumbers, previewAssignment } from "../api/number-calls.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

/** People of a province without a number: who they are by commune, then a number each, commune by commune. */
export function AssignPanel({ provinces, province }: Pick<Buckets, "provinces" | "province">) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [code, setCode] = useState(province);
  const [done, setDone] = useState(0);
  const stopping = useRef(false);
  const preview = useMutation({ mutationFn: () => previewAssignment(code.slice(1)) });
  const assign = useMutation({
    mutationFn: async (units: Assignment["units"]) => {
      stopping.current = false;
      let assigned = 0;
      for (const { unit, assignable } of units) {
        if (assignable === 0) continue;
        if (stopping.current) return { assigned, stopped: true };
        assigned += (await assignNumbers(unit)).assigned;
        setDone(assigned);
      }
      return { assigned, stopped: false };
    },
    onMutate: () => setDone(0),
    onSuccess: () => preview.reset(),
    // broken off, some communes have theirs
    onSettled: () => client.invalidateQueries({ queryKey: ["numbers"] }),
  });
  return (
    <section className="panel">
      <h2>{t("assignTitle")}</h2>
      <p className="mute">{t("assignTeach")}</p>
      <div className="number-form">
        <NativeSelect
          label={t("assignUnit")}
          value={code}
          onChange={({ currentTarget }) => {
            preview.reset();
            assign.reset();
            setCode(currentTarget.value);
          }}
          data={provinces.map(({ code: value, name }) => ({ value, label: name }))}
        />
        <Button variant="default" loading={preview.isPending} disabled={assign.isPending} onClick={() => preview.mutate()}>
          {t("assignPreview")}
        </Button>
      </div>
      {preview.error === null ? null : <Trouble error={preview.error} />}
      {assign.error === null ? null : <Trouble error={assign.error} />}
      {preview.data === undefined ? null : <Preview assignment={preview.data} />}
      {preview.data === undefined || preview.data.assignable === 0 ? null : assign.isPending ? (
        <div>
          <Progress value={(done / preview.data.assignable) * 100} aria-label={t("assignTitle")} />
          <div className="number-said">
            <output>{t("assignProgress", { done, all: preview.data.assignable })}</output>
            <Button variant="default" size="xs" onClick={() => (stopping.current = true)}>
              {t("assignStop")}
            </Button>
          </div>
        </div>
      ) : (
        <div>
          <Button onClick={() => assign.mutate(preview.data.units)}>{t("assignDo", { n: preview.data.assignable })}</Button>
        </div>
      )}
      {assign.data === undefined ? null : (
        <output>
          {t("assignDone", { n: assign.data.assigned })} {assign.data.stopped ? t("assignStopped") : null}
        </output>
      )}
    </section>
  );
}

function Preview({ assignment: { people, assignable, units, left } }: { assignment: Assignment }) {
  const { t, say, number } = useLanguage();
  if (people === 0) return <output>{t("assignNobody")}</output>;
  return (
    <>
      <output>{t("assignCount", { n: people, ready: assignable })}</output>
      {left.length === 0 ? null : (
        <ul className="plain-list">
          {left.map(({ reason, people: n }) => (
            <li key={reason}>
              {say(unassignable[reason])}: {number(n)}
            </li>
          ))}
        </ul>
      )}
      <div className="number-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("assignCommune")}</th>
              <th scope="col" className="num">
                {t("assignPeople")}
              </th>
              <th scope="col" className="num">
                {t("assignReady")}
              </th>
            </tr>
          </thead>
          <tbody>
            {units.map((one) => (
              <tr key={one.unit}>
                <th scope="row">{one.name}</th>
                <td className="num">{number(one.people)}</td>
                <td className="num">{number(one.assignable)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
