import { type DossierView, stepKeys, stepNames } from "@dinhdanh/dossiers/contract";
import { useLanguage } from "../words/language.tsx";
import { saidOf } from "../intake/said-of.ts";

/** What was collected, a line a step. */
export function StepContents({ dossier }: { dossier: DossierView }) {
  const language = useLanguage();
  const { t, say } = language;
  const done = stepKeys.filter((step) => dossier.steps.some((saved) => saved.step === step));
  if (done.length === 0) return null;
  return (
    <section>
      <h2>{t("contentsTitle")}</h2>
      <table className="summary">
        <tbody>
          {done.map((step) => (
            <tr key={step}>
              <th scope="row">{say(stepNames[step])}</th>
              <td>{saidOf(dossier, step, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
