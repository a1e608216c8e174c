/** Why this grade: reasons in the rulebook's sentences, the articles, the rulings that were used. */
import type { ReactNode } from 'react';
import type { ReasonTerms } from '../../core/domain/terms.ts';
import type { PublicReason } from '../../core/snapshot/record.ts';
import { fill } from '../../core/words/index.ts';
import { changeParts } from './grade.tsx';
import { type Page, type PartProps, say, slot } from './model.tsx';

export function Why({ page }: PartProps): ReactNode {
  const { w, view, terms } = page;
  if (view.state.kind !== 'graded') return null;
  const { grade } = view.state;
  const plain = view.reasons.length === 0 && !view.hiddenReason;
  return (
    <section id="why">
      <h2>{view.proposal === null ? w.why.title : say(page, w.why.titleYear({ year: slot('state.year') }))}</h2>
      {/* A rating's conditions look back over spans of their own. Hidden, not left out: every fact stands in the page. */}
      <p className="soft" hidden={terms.validity.kind === 'certificate'}>
        {say(page, w.why.period({ from: slot('state.from'), to: slot('state.to') }))}
      </p>
      {view.state.change && <p>{w.why.changed}</p>}
      {plain && <p>{w.why.none}</p>}
      {view.reasons.length > 0 && (
        <ul id="reasons">
          {view.reasons.map((reason, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several changes of one year read the same
            <ReasonRow key={i} page={page} reason={reason} text={reasonText(page, reason, i)} />
          ))}
        </ul>
      )}
      {/* Waits, hidden, where a reason can still leave with its penalty: the script then shows it. */}
      {(view.hiddenReason || grade.sealedReasons) && (
        <p data-later="hidden-reason" hidden={!view.hiddenReason}>
          {w.why.hidden}
        </p>
      )}
      <p className="soft">{w.why.policy({ doc: page.policy, no: terms.documentNo })}</p>
      <UsedRulings page={page} ids={grade.rulings} />
    </section>
  );
}

interface ReasonProps extends PartProps {
  readonly reason: PublicReason;
  readonly text: string;
}

function ReasonRow({ page, reason, text }: ReasonProps): ReactNode {
  return (
    <li>
      <p>{say(page, text)}</p>
      <p className="soft">{page.w.why.article({ article: termsOf(page, reason).article })}</p>
    </li>
  );
}

function termsOf({ terms }: Page, { rule }: PublicReason): ReasonTerms {
  const found = terms.reasons[rule];
  if (found === undefined) throw new Error(`the rulebook has no sentence for ${rule}`);
  return found;
}

/**
 * After a direct change the first reason is that change, and what stands after it gave the grade before: it must not read
 * as if it gave the one in force.
 */
function reasonText(page: Page, reason: PublicReason, i: number): string {
  const { w, lang, view } = page;
  const sentence = filled(reason, termsOf(page, reason).sentence[lang]);
  if (view.state.kind !== 'graded' || !view.state.change) return sentence;
  if (i > 0) return `${w.why.before}${sentence}`;
  return w.why.changedRow({ ...changeParts(page, view.state.change), approval: slot('state.documentNo') });
}

/** `{n}` observed, `{n0}` threshold; sentences whose observation is not public have no such place. */
function filled({ observed, threshold }: PublicReason, sentence: string): string {
  return fill(sentence, { ...(observed !== null && { n: observed }), ...(threshold !== null && { n0: threshold }) });
}

/** Rulings are read by few, and there may be many: folded, with their number. */
function UsedRulings({ page, ids }: PartProps & { readonly ids: readonly string[] }): ReactNode {
  const { w, terms, lang } = page;
  const used = terms.rulings.filter(({ id }) => ids.includes(id));
  if (used.length === 0) return null;
  return (
    <details>
      <summary>{w.why.ruling({ bureau: page.publisher, n: used.length })}</summary>
      <RulingList rulings={used} lang={lang} adopted={w.why.adopted} />
    </details>
  );
}

interface RulingListProps {
  readonly rulings: Page['terms']['rulings'];
  readonly lang: Page['lang'];
  readonly adopted: Page['w']['why']['adopted'];
}

function RulingList({ rulings, lang, adopted }: RulingListProps): ReactNode {
  return (
    <ul>
      {rulings.map((ruling) => (
        <li key={ruling.id}>
          {ruling.text[lang]}
          {ruling.adoptedBy && <span className="soft">{adopted({ doc: ruling.adoptedBy })}</span>}
        </li>
      ))}
    </ul>
  );
}
