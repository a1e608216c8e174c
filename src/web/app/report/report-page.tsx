/** `/report` and `/report/<code>`: the way that is open here, then the form of the kind that the address names. */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { KINDS, type SubmissionKind } from '../../../core/complaint/submission.ts';
import type { Bureau } from '../../../core/domain/bureau.ts';
import { parseInstitutionCode } from '../../../core/domain/institution-code.ts';
import { hoursIn, type Lang } from '../../../core/words/lang.ts';
import { reportWords } from '../../../core/words/report.ts';
import { bureauName, Layout } from '../components/layout.tsx';
import { useApp } from '../context.tsx';
import { useLanguage } from '../language.tsx';
import { useOutbox } from '../outbox-context.tsx';
import { type Access, useReception } from './access.ts';
import { Chooser } from './chooser.tsx';
import { canEncrypt } from './device.ts';
import { useInstitutionName } from './institution-name.ts';
import { useOffline } from './online.ts';
import { type Arrival, ReportForm } from './report-form.tsx';
import { Closed, NoCrypto } from './telephone.tsx';
import { type Submitting, useSubmit } from './use-submit.ts';
import { type Subject, useWritten, type WrittenState } from './use-written.ts';
import type { Place } from './writing.ts';
import { WrongCode } from './wrong-code.tsx';

/**
 * What must outlive a new frame (the layout is made anew when the language changes, or when the bureau's data arrive) is
 * held here, around it: what was written, and that it is being submitted.
 */
export function ReportPage() {
  const { access, place, wrongCode } = usePlace();
  const arrival = useRef(false);
  const [params] = useSearchParams();
  const asked = params.get('kind');
  const kind = KINDS.find((one) => one === asked) ?? null;
  const corrects = params.get('corrects');
  const { code } = place;
  const subject = useMemo<Subject | null>(
    () => (kind === null ? null : { code, kind, corrects }),
    [code, kind, corrects],
  );
  const written = useWritten(subject);
  const submitting = useSubmit(written);
  const choose = useChoose();
  useKindOfCorrected(kind === null ? corrects : null, choose);
  return (
    <Layout>
      <Body {...{ access, place, wrongCode, subject, written, submitting, choose, arrival }} />
    </Layout>
  );
}

interface BodyProps {
  readonly access: Access;
  readonly place: Place;
  readonly subject: Subject | null;
  readonly written: WrittenState;
  readonly submitting: Submitting;
  readonly choose: Choose;
  readonly arrival: Arrival;
  /** What stands in the place of the code and is none; null where all is well. */
  readonly wrongCode: string | null;
}

function Body(props: BodyProps) {
  const { access, place, subject, written, submitting, choose, arrival } = props;
  const opening = <p role="status">{place.r.rep.opening}</p>;
  if (!canEncrypt()) return <NoCrypto place={place} />;
  if (access === 'closed') return <Closed place={place} />;
  if (access === 'asking') return opening;
  if (props.wrongCode !== null) return <WrongCode place={place} typed={props.wrongCode} />;
  if (subject === null) {
    const chosen = (kind: SubmissionKind): void => {
      arrival.current = true;
      choose(kind, false);
    };
    return <Chooser place={place} choose={chosen} />;
  }
  const { held } = written;
  if (held === null) return opening;
  return <ReportForm {...{ place, subject, written, submitting, held, arrival }} />;
}

function usePlace(): { readonly access: Access; readonly place: Place; readonly wrongCode: string | null } {
  const { code: typed = '' } = useParams();
  const { lang } = useLanguage();
  const { access, bureau } = useReception();
  const code = parseInstitutionCode(typed);
  const { named, unreachable } = useInstitutionName(code);
  const offline = useOffline() || unreachable;
  const page = typeof named === 'string' ? null : named;
  // Over plain http nothing can be verified, and somebody must still be called.
  const told = useApp().config.contact;
  const r = reportWords[lang];
  const place = {
    r,
    lang,
    code,
    named,
    bureau,
    bureauName: bureau === null ? r.rep.bureau : bureauName(bureau, lang),
    phone: bureau?.phone ?? page?.phone ?? told?.phone ?? null,
    call: bureau ? callText(lang, bureau) : (page?.call ?? (told ? callText(lang, told) : null)),
    offline,
    recipients: typeof access === 'string' ? null : access,
  };
  return { access, place, wrongCode: typed !== '' && code === null ? typed : null };
}

function callText(lang: Lang, contact: Pick<Bureau, 'phone' | 'phoneHours' | 'phoneHoursEn'>): string {
  return `${contact.phone} ${hoursIn(lang, contact)}`;
}

type Choose = (kind: SubmissionKind, replace: boolean) => void;

/** Puts the kind into the address. A choice is an entry of its own; a kind that is known anyway takes the place of this one. */
function useChoose(): Choose {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  return useCallback(
    (kind, replace) => {
      const next = new URLSearchParams(params);
      next.set('kind', kind);
      // The chooser has shown what stands above a first step.
      if (!replace) next.set('step', 'first');
      void navigate({ search: `?${next}` }, { replace, state: replace ? null : { own: true, toReview: false } });
    },
    [navigate, params],
  );
}

/** A link to correct a submission need not say its kind. */
function useKindOfCorrected(id: string | null, choose: Choose): void {
  const outbox = useOutbox();
  useEffect(() => {
    if (id === null) return;
    let current = true;
    void outbox
      .read(id)
      .catch(() => null)
      .then((copy) => {
        if (current && copy !== null) choose(copy.submission.kind, true);
      });
    return () => {
      current = false;
    };
  }, [outbox, id, choose]);
}
