import { useMutation, useQueryClient } from "@tanstack/react-query";
import { takeUpNumbers } from "../api/number-calls.ts";
import { DropFiles } from "../parts/drop-files.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import { numbersIn } from "./numbers-in.ts";

/** Numbers that others assigned before: from now on none of them is given. */
export function TakeUp() {
  const { t } = useLanguage();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: async (file: File) => takeUpNumbers(numbersIn(await file.text())),
    onSuccess: () => client.invalidateQueries({ queryKey: ["numbers"] }),
  });
  return (
    <section className="panel">
      <h2>{t("takeUpTitle")}</h2>
      <p className="mute">{t("takeUpTeach")}</p>
      <DropFiles
        lead={t("takeUpLead")}
        choose={t("takeUpChoose")}
        hint={t("takeUpHint")}
        accept=".csv,.txt"
        busy={take.isPending}
        onFiles={([file]) => {
          if (file !== undefined) take.mutate(file);
        }}
      />
      {take.error === null ? null : <Trouble error={take.error} />}
      {take.data === undefined ? null : <output>{t("takeUpDone", { read: take.data.read, n: take.data.takenUp })}</output>}
    </section>
  );
}
