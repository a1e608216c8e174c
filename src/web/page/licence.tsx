/** The practice licence or the filing, and the institution's own statement. */
import type { ReactNode } from 'react';
import { Fact, type Page, type PartProps, say, slot } from './model.tsx';

export function LicenceCard({ page }: PartProps): ReactNode {
  const { w, view, facts } = page;
  const filed = view.record.licence.type === 'clinic-filing';
  const subjects = view.record.licence.subjects.map((_, i) => slot(`licence.subjects.${i}`));
  const rows: readonly (readonly [label: string, fact: string])[] = [
    [filed ? w.lic.numberFiled : w.lic.number, 'licence.number'],
    ...(filed ? [] : [[w.lic.authority, 'licence.authority'] as const]),
    [w.lic.principal, 'principal'],
    [w.lic.creditCode, 'creditCode'],
    [w.lic.phone, 'phone'],
  ];
  const kinds = ['kind', 'level'].filter((fact) => facts.has(fact));
  const title = filed ? w.lic.titleFiled : w.lic.title;
  return (
    <section>
      <h2>{title}</h2>
      <dl>
        <Row label={filed ? w.lic.state : w.lic.certificate} value={<Standing page={page} />} />
        {subjects.length > 0 && <Row label={w.lic.subjects} value={say(page, subjects.join('、'))} />}
        {rows
          .filter(([, fact]) => facts.has(fact))
          .map(([label, fact]) => (
            <Row key={fact} label={label} value={<Fact page={page} k={fact} />} />
          ))}
        {kinds.length > 0 && <Row label={w.lic.kind} value={say(page, kinds.map(slot).join(w.sep))} />}
      </dl>
    </section>
  );
}

function Row({ label, value }: { readonly label: string; readonly value: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Validity as registered. Our data may lag behind a renewal, so one that ran out accuses nobody. */
function Standing({ page }: PartProps): ReactNode {
  const { w, view } = page;
  const { licence } = view.record;
  const date = slot('licence.validUntil');
  const ended = endOf(page);
  if (ended !== null) {
    const was = [
      ended,
      licence.type === 'clinic-filing' &&
        licence.authority &&
        w.lic.endedFiled({ authority: slot('licence.authority') }),
      licence.validUntil !== null && w.lic.endedUntil({ date }),
    ];
    return say(page, was.filter(Boolean).join(w.sep));
  }
  if (licence.type === 'clinic-filing') {
    const filed = licence.authority ? w.lic.filed({ authority: slot('licence.authority') }) : w.lic.filedPlain;
    return say(page, licence.validUntil === null ? filed : `${filed}${w.sep}${w.lic.valid({ date })}`);
  }
  if (licence.validUntil === null) return licence.number === '' ? w.lic.unknown : w.lic.noDate;
  return say(
    page,
    licence.validUntil < view.day ? w.lic.expired({ date, bureau: page.publisher }) : w.lic.valid({ date }),
  );
}

/** Revoked, cancelled or closed: then nothing here may read as in force. A label withdrawn otherwise ends no licence. */
function endOf({ w, view: { state } }: Page): string | null {
  return state.kind === 'withdrawn' && state.cause !== 'other' ? w.lic.ended[state.cause] : null;
}

export function Statement({ page }: PartProps): ReactNode {
  const { w, view } = page;
  if (view.record.statement === null) return null;
  return (
    <section>
      <h2>{w.reply.title}</h2>
      <p className="soft">{w.reply.note({ bureau: page.publisher })}</p>
      <blockquote>
        <Fact page={page} k="statement.text" />
      </blockquote>
      <p className="soft">
        <Fact page={page} k="statement.on" />
      </p>
    </section>
  );
}
