/** The form's controls: each with its label, hint and error tied to it for screen readers. */
import type { ReactNode } from 'react';

/** Ids of the texts that describe a field, as `aria-describedby` wants them. */
function describedBy(id: string, hint: ReactNode, error: string | null): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error === null ? '' : `${id}-error`].filter((part) => part !== '');
  return ids.length === 0 ? undefined : ids.join(' ');
}

function Around({ id, hint, error }: { readonly id: string; readonly hint: ReactNode; readonly error: string | null }) {
  return (
    <>
      {hint ? (
        <div className="rep-hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      {error !== null && (
        <p className="rep-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  );
}

/** The question of a step; takes the focus when the step comes up. */
export function Question({ children }: { readonly children: ReactNode }) {
  return (
    <h1 className="rep-question" tabIndex={-1}>
      {children}
    </h1>
  );
}

interface TextFieldProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly lines?: number;
  readonly inputMode?: 'text' | 'tel';
  readonly autoComplete?: string;
  /** A code: no capitals, corrections or suggestions by the keyboard. */
  readonly code?: boolean;
  readonly children?: ReactNode;
}

export function TextField(props: TextFieldProps) {
  const { id, label, hint, error, value, onChange, lines, code = false } = props;
  const common = {
    id,
    value,
    autoComplete: props.autoComplete ?? 'off',
    'aria-invalid': error !== null,
    'aria-describedby': describedBy(id, hint, error),
    className: code ? 'rep-input rep-code' : 'rep-input',
  };
  return (
    <div className={error === null ? 'rep-field' : 'rep-field rep-wrong'}>
      <label htmlFor={id}>{label}</label>
      <Around id={id} hint={hint} error={error} />
      {lines === undefined ? (
        <input
          {...common}
          type={props.inputMode === 'tel' ? 'tel' : 'text'}
          inputMode={props.inputMode}
          spellCheck={!code}
          autoCapitalize={code ? 'characters' : 'sentences'}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <textarea {...common} rows={lines} onChange={(event) => onChange(event.target.value)} />
      )}
      {props.children}
    </div>
  );
}

interface ChoicesProps<Value extends string> {
  readonly id: string;
  readonly legend: ReactNode;
  readonly hint?: ReactNode;
  readonly error: string | null;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly note?: string | undefined }[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
}

/** One of several. The first button has the group's id, so that a link to the field reaches something to press. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { id, legend, hint, error, options, value, onChange } = props;
  return (
    <fieldset
      className={error === null ? 'rep-group' : 'rep-group rep-wrong'}
      aria-describedby={describedBy(id, hint, error)}
    >
      <legend>{legend}</legend>
      <Around id={id} hint={hint} error={error} />
      {options.map((option, index) => (
        <label key={option.value} className="rep-choice">
          <input
            type="radio"
            id={index === 0 ? id : `${id}-${option.value}`}
            name={id}
            value={option.value}
            checked={value === option.value}
            aria-invalid={error !== null}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.note !== undefined && <small>{option.note}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface TickProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Tick({ id, label, hint, error = null, checked, onChange }: TickProps) {
  return (
    <div className={error === null ? 'rep-tick' : 'rep-tick rep-wrong'}>
      <label className="rep-choice">
        <input
          type="checkbox"
          id={id}
          checked={checked}
          aria-invalid={error !== null}
          aria-describedby={describedBy(id, hint, error)}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      <Around id={id} hint={hint} error={error} />
    </div>
  );
}
