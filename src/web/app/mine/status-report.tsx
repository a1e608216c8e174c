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
import { dueText, lasts, type Opened, stepText } from './status-words.ts';
import { chinaTime } from './times.ts';
import { useStatusWords } from './words.ts';

type Step = StatusReport['history'][number];

interface ReportProps {
  readonly report: StatusReport;
  readonly secret: Secret;
  /** Of 办理经过: one below the heading that the report stands under. */
  readonly heading: 'h3' | 'h4';
}

export function StatusReportView({ report, secret, heading: Heading }: ReportProps) {
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
  const newest = newestAnswered(report.history);
  return (
    <div className="mine-report">
      <p className="soft">{words.result({ number: groupReceiptNumber(report.number) })}</p>
      <StepTitle step={present} answer={answers(present)} due={due} present />
      {newest !== undefined && <OpenAnswer step={newest} answer={answers(newest)} />}
      {(report.state === 'refused' || report.state === 'moved') && <p>{contact.elsewhere}</p>}
      {earlier.length > 0 && (
        <>
          <Heading>{words.history}</Heading>
          <ol className="mine-steps">
            {earlier.map((step) => (
              <li key={`${step.state} ${step.at}`}>
                <StepTitle step={step} answer={answers(step)} due={null} />
                {step !== newest && <FoldedAnswer step={step} answer={answers(step)} />}
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

/** The step whose answer stands open: nobody who waited for it has to look for it. */
function newestAnswered(history: StatusReport['history']): Step | undefined {
  const answered = history.filter(({ answer }) => answer !== null);
  return answered[answered.length - 1];
}

interface StepProps {
  readonly step: Step;
  readonly answer: Opened;
}

interface TitleProps extends StepProps {
  /** Replaces or follows the title of the present state. */
  readonly due: string | null;
  readonly present?: boolean;
}

function StepTitle({ step, answer, due, present = false }: TitleProps) {
  const words = useStatusWords();
  const { lang } = useLanguage();
  const { title } = stepText(step.state, answer, words);
  const said = step.state === 'accepted' && due?.startsWith(title) ? due : title;
  const time = chinaTime(step.at, lang);
  return (
    <>
      <p className={present ? 'mine-now' : ''}>{said}</p>
      {due !== null && said !== due && <p>{due}</p>}
      <p className="soft">{lasts(step.state) ? words.since({ time }) : time}</p>
    </>
  );
}

function OpenAnswer({ step, answer }: StepProps) {
  const words = useStatusWords();
  const { text } = stepText(step.state, answer, words);
  if (text === null) return <NotOpened answer={answer} />;
  return (
    <div className="mine-answer">
      <p className="mine-now">{text.title}</p>
      <p className="mine-written">{text.text}</p>
    </div>
  );
}

function FoldedAnswer({ step, answer }: StepProps) {
  const words = useStatusWords();
  const { text } = stepText(step.state, answer, words);
  if (text === null) return <NotOpened answer={answer} />;
  return (
    <details className="mine-answer">
      <summary>{text.fold}</summary>
      <p className="mine-written">{text.text}</p>
    </details>
  );
}

function NotOpened({ answer }: { readonly answer: Opened }) {
  const words = useStatusWords();
  const { phone } = useContact();
  if (answer.kind === 'opening') return <p>{words.opening}</p>;
  return answer.kind === 'unreadable' ? <p>{words.unreadable({ phone })}</p> : null;
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
