/** The practice licence or the filing, and the institution's own statement. */
import type { ReactNode } from 'react';
import { ended, Fact, type PartProps, say, slot } from './model.tsx';
import { subjectOf } from './subject.ts';

export function LicenceCard({ page }: PartProps): ReactNode {
  const { w, view, facts, lang } = page;
  const subject = subjectOf(page);
  const own = subject?.own;
  const filed = view.record.licence.type === 'clinic-filing';
  const subjects = view.record.licence.subjects.map((_, i) => slot(`licence.subjects.${i}`));
  const rows: readonly (readonly [label: string, fact: string])[] = [
    [own ? w.subject.number : filed ? w.lic.numberFiled : w.lic.number, 'licence.number'],
    ...(filed ? [] : [[w.lic.authority, 'licence.authority'] as const]),
    [w.lic.principal, 'principal'],
    [w.lic.creditCode, 'creditCode'],
    [w.lic.phone, 'phone'],
  ];
  const kinds = ['kind', 'level'].filter((fact) => facts.has(fact));
  const title = own?.licence[lang] ?? (filed ? w.lic.titleFiled : w.lic.title);
  const scope = own?.scope[lang] ?? (ended(page) ? w.lic.subjectsEnded : w.lic.subjects);
  return (
    <section>
      <h2>{title}</h2>
      <dl>
        <Row
          label={own ? w.subject.licence : filed ? w.lic.state : w.lic.certificate}
          value={<Standing page={page} />}
        />
        {own && <Row label={w.lic.kind} value={subject.name[lang]} />}
        {subjects.length > 0 && <Row label={scope} value={say(page, subjects.join('、'))} />}
        {rows
          .filter(([, fact]) => facts.has(fact))
          .map(([label, fact]) => (
            <Row key={fact} label={label} value={<Fact page={page} k={fact} />} />
          ))}
        {kinds.length > 0 && (
          <Row label={own ? w.subject.kind : w.lic.kind} value={say(page, kinds.map(slot).join(w.sep))} />
        )}
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
  const { w, view, facts } = page;
  const { licence } = view.record;
  const date = slot('licence.validUntil');
  const end = ended(page);
  if (end) {
    const was = [
      w.lic.ended[end],
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
  if (licence.validUntil === null) {
    const lic = subjectOf(page)?.own ? w.subject : w.lic;
    return facts.has('licence.number') ? lic.noDate : lic.unknown;
  }
  return say(
    page,
    licence.validUntil < view.day ? w.lic.expired({ date, bureau: page.publisher }) : w.lic.valid({ date }),
  );
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
