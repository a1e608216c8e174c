/** Asking the server where something stands: for an item of this phone, and by number and code for any. */
import { type FormEvent, useRef, useState } from 'react';
import { parseReceiptNumber } from '../../../core/complaint/receipt.ts';
import { parseSecret, type Secret } from '../../../core/complaint/secret.ts';
import type { StatusReport } from '../../../core/complaint/status.ts';
import { typedCode } from '../../../core/complaint/typed.ts';
import { useOutbox } from '../outbox-context.tsx';
import { useContact } from './contact.ts';
import { StatusReportView } from './status-report.tsx';
import { useOut, useStatusWords } from './words.ts';

type Found =
  | { readonly kind: 'nothing' | 'asking' | 'not-found' | 'offline' | 'busy' | 'failed' }
  | { readonly kind: 'report'; readonly report: StatusReport; readonly secret: Secret };

function useAsking(): [Found, (number: string, secret: Secret) => void, () => void] {
  const outbox = useOutbox();
  const [found, setFound] = useState<Found>({ kind: 'nothing' });
  const latest = useRef(0);
  const ask = (number: string, secret: Secret) => {
    const turn = ++latest.current;
    setFound({ kind: 'asking' });
    outbox.status(number, secret).then(
      (answer) => {
        if (turn !== latest.current) return;
        setFound(typeof answer === 'string' ? { kind: answer } : { kind: 'report', report: answer, secret });
      },
      () => turn === latest.current && setFound({ kind: 'failed' }),
    );
  };
  const forget = () => {
    latest.current++;
    setFound({ kind: 'nothing' });
  };
  return [found, ask, forget];
}

/** For an item of this phone. */
export function AskStatus(props: { readonly number: string; readonly secret: Secret; readonly name: string }) {
  const { number, secret, name } = props;
  const words = useStatusWords();
  const out = useOut();
  const { phone } = useContact();
  const [found, ask] = useAsking();
  const label = found.kind === 'nothing' ? words.ask : words.again;
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={`${label}${out.comma}${name}`}
        onClick={() => ask(number, secret)}
      >
        {label}
      </button>
      <Outcome found={found} notFound={words.notFoundHere({ phone })} heading="h4" />
    </>
  );
}

interface OutcomeProps {
  readonly found: Found;
  readonly notFound: string;
  /** One below the heading that the outcome stands under. */
  readonly heading: 'h3' | 'h4';
}

function Outcome({ found, notFound, heading }: OutcomeProps) {
  const words = useStatusWords();
  const out = useOut();
  const { kind } = found;
  const texts = {
    nothing: '',
    asking: words.asking,
    'not-found': notFound,
    offline: words.offline,
    busy: words.busy,
    failed: out.failed,
    report: '',
  };
  return (
    <div role="status" className="mine-outcome">
      {kind === 'report' ? (
        <StatusReportView report={found.report} secret={found.secret} heading={heading} />
      ) : (
        texts[kind] !== '' && <p>{texts[kind]}</p>
      )}
    </div>
  );
}

/** By number and code: from another phone, or after the record here was deleted. */
export function Lookup() {
  const words = useStatusWords();
  const { phone } = useContact();
  const [found, ask, forget] = useAsking();
  const [typed, setTyped] = useState({ number: '', secret: '' });
  const [wrong, setWrong] = useState<readonly Field[]>([]);
  const change = (field: Field) => (value: string) => {
    setTyped({ ...typed, [field]: value });
    setWrong(wrong.filter((one) => one !== field));
    // An answer must not stand beside a number that it does not belong to.
    forget();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const number = parseReceiptNumber(typed.number);
    const secret = parseSecret(typed.secret);
    const faults = (['number', 'secret'] as const).filter((field) => (field === 'number' ? number : secret) === null);
    setWrong(faults);
    if (number !== null && secret !== null) ask(number, secret);
    else document.getElementById(`mine-${faults[0]}`)?.focus();
  };
  return (
    <section className="mine-lookup" aria-labelledby="mine-lookup">
      <h2 id="mine-lookup">{words.other}</h2>
      <p className="soft">{words.otherWhy}</p>
      <form onSubmit={onSubmit} noValidate>
        <CodeField field="number" value={typed.number} wrong={wrong.includes('number')} onChange={change('number')} />
        <CodeField field="secret" value={typed.secret} wrong={wrong.includes('secret')} onChange={change('secret')} />
        <button type="submit" className="button mine-wide">
          {words.look}
        </button>
      </form>
      <Outcome found={found} notFound={`${words.notFound}${words.notFoundCall({ phone })}`} heading="h3" />
    </section>
  );
}

type Field = 'number' | 'secret';

interface CodeFieldProps {
  readonly field: Field;
  readonly value: string;
  /** Not of the right form: that is no secret, the receipt says how many characters there are. */
  readonly wrong: boolean;
  readonly onChange: (value: string) => void;
}

/** As long as a receipt number: what is wrong with it is then a character. */
function wholeNumber(typed: string): boolean {
  return /^[0-9A-Z]{12}$/.test(typedCode(typed));
}

function CodeField({ field, value, wrong, onChange }: CodeFieldProps) {
  const words = useStatusWords();
  const id = `mine-${field}`;
  const fault = field === 'number' && wholeNumber(value) ? words.numberMistyped : words[`${field}Wrong`];
  return (
    <p className="mine-field">
      <label htmlFor={id}>{words[field]}</label>
      <span id={`${id}-hint`} className={wrong ? 'mine-wrong' : 'soft'}>
        {wrong ? fault : words[`${field}Hint`]}
      </span>
      <input
        id={id}
        value={value}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        aria-invalid={wrong}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
    </p>
  );
}
