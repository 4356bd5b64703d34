import { useMutation, useQueryClient } from "@tanstack/react-query";
import { takeUpNumbers } from "../api/number-calls.ts";
import { DropFiles } from "../parts/drop-files.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import { FileFaults } from "../parts/file-faults.tsx";
import { numbersIn, type NumbersIn } from "./numbers-in.ts";

const mostFaults = 10;

/** Numbers that others assigned before: from now on none of them is given. */
export function TakeUp() {
  const { t } = useLanguage();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: async (file: File) => {
      const { numbers, faults } = numbersIn(await file.text());
      return { name: file.name, faults, taken: faults.length > 0 ? undefined : await takeUpNumbers(numbers) };
    },
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
      {take.data === undefined ? null : <Taken {...take.data} />}
    </section>
  );
}

type TakenProps = { name: string; faults: NumbersIn["faults"]; taken: Awaited<ReturnType<typeof takeUpNumbers>> | undefined };

function Taken({ name, faults, taken }: TakenProps) {
  const { t } = useLanguage();
  if (taken !== undefined) return <output>{t("takeUpDone", { read: taken.read, n: taken.takenUp })}</output>;
  const shown = faults.slice(0, mostFaults).map(({ row, cell }) => ({ row, reason: t("takeUpNoNumber", { cell: cell.slice(0, 30) }) }));
  return <FileFaults what={t("takeUpFaulty", { file: name, n: faults.length })} faults={shown} count={faults.length} />;
}
