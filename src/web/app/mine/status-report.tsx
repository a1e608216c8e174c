/** Where a delivered item stands at the bureau, with answers opened on this phone. */
import { useEffect, useState } from 'react';
import { groupReceiptNumber } from '../../../core/complaint/receipt.ts';
import type { Secret } from '../../../core/complaint/secret.ts';
import { openAnswer, type StatusReport } from '../../../core/complaint/status.ts';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { dayIn } from '../../../core/words/dates.ts';
import { useApp } from '../context.tsx';
import { useLanguage } from '../language.tsx';
import { useContact } from './contact.ts';
import { dueText, type Opened, stepText } from './status-words.ts';
import { chinaTime } from './times.ts';
import { useStatusWords } from './words.ts';

type Step = StatusReport['history'][number];

export function StatusReportView({ report, secret }: { readonly report: StatusReport; readonly secret: Secret }) {
  const words = useStatusWords();
  const contact = useContact();
  const { lang } = useLanguage();
  const { now } = useApp();
  const answers = useAnswers(report, secret);
  // The present state is the last of the history; a server that leaves it out is taken at its word too.
  const last = report.history[report.history.length - 1];
  const present: Step = last?.state === report.state ? last : { state: report.state, at: report.at, answer: null };
  const earlier = present === last ? report.history.slice(0, -1) : report.history;
  const about = { day: dayIn(lang), phone: contact.phone };
  const due = dueText(report, chinaDay(now()), words, about);
  return (
    <div className="mine-report">
      <p className="soft">{words.result({ number: groupReceiptNumber(report.number) })}</p>
      <StepView step={present} answer={answers(present)} due={due} present />
      {(report.state === 'refused' || report.state === 'moved') && <p>{contact.elsewhere}</p>}
      {earlier.length > 0 && (
        <>
          <h4>{words.history}</h4>
          <ol className="mine-steps">
            {earlier.map((step) => (
              <li key={`${step.state} ${step.at}`}>
                <StepView step={step} answer={answers(step)} due={null} />
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

interface StepProps {
  readonly step: Step;
  readonly answer: Opened;
  /** Replaces or follows the title of the present state. */
  readonly due: string | null;
  readonly present?: boolean;
}

function StepView({ step, answer, due, present = false }: StepProps) {
  const words = useStatusWords();
  const { phone } = useContact();
  const { lang } = useLanguage();
  const { title, fold } = stepText(step.state, answer, words);
  const said = step.state === 'accepted' && due?.startsWith(title) ? due : title;
  return (
    <>
      <p className={present ? 'mine-now' : ''}>{said}</p>
      {due !== null && said !== due && <p>{due}</p>}
      <p className="soft">{words.since({ time: chinaTime(step.at, lang) })}</p>
      {fold !== null && (
        <details className="mine-answer">
          <summary>{fold.title}</summary>
          <p>{fold.text}</p>
        </details>
      )}
      {answer.kind === 'opening' && <p>{words.opening}</p>}
      {answer.kind === 'unreadable' && <p>{words.unreadable({ phone })}</p>}
    </>
  );
}

/** Opens what is sealed to the writer; the code never leaves the phone. */
function useAnswers({ id, history }: StatusReport, secret: Secret): (step: Step) => Opened {
  const [opened, setOpened] = useState<ReadonlyMap<Step, string | null>>(new Map());
  useEffect(() => {
    let gone = false;
    const open = async (step: Step) =>
      [step, step.answer === null ? null : await openAnswer(step.answer, id, secret)] as const;
    void Promise.all(history.map(open)).then((all) => {
      if (!gone) setOpened(new Map(all));
    });
    return () => {
      gone = true;
    };
  }, [id, history, secret]);
  return (step) => {
    if (step.answer === null) return { kind: 'none' };
    const text = opened.get(step);
    if (text === undefined) return { kind: 'opening' };
    return text === null ? { kind: 'unreadable' } : { kind: 'text', text };
  };
}
