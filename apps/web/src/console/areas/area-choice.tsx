import { areaKeys, type AreaRow, areas } from "@dinhdanh/dossiers/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { stateArea } from "../api/area-calls.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

const none = "none";

/** Chooses the area of a unit; nothing is written before the button is pressed. */
export function AreaChoice({ row }: { row: AreaRow }) {
  const { t, say } = useLanguage();
  const client = useQueryClient();
  const now = row.stated?.area ?? none;
  const [chosen, setChosen] = useState<string>(now);
  const save = useMutation({
    mutationFn: () => stateArea(row.code, areaKeys.find((key) => key === chosen) ?? null),
    onSuccess: () => client.invalidateQueries({ queryKey: ["areas"] }),
  });
  return (
    <>
      <div className="area-choice">
        <NativeSelect
          size="xs"
          aria-label={t("areasOf", { unit: row.name })}
          value={chosen}
          data={[{ value: none, label: t("areasNotStated") }, ...areaKeys.map((value) => ({ value, label: say(areas[value]) }))]}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        />
        {chosen === now ? null : (
          <Button size="xs" loading={save.isPending} aria-label={t("areasSaveOf", { unit: row.name })} onClick={() => save.mutate()}>
            {t("areasSave")}
          </Button>
        )}
      </div>
      {save.error === null ? null : <Trouble error={save.error} />}
    </>
  );
}
