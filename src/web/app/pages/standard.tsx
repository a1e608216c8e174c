/** 「评价标准和口径」 from the kept, verified rulebook: the same outline as the static page, also without a network. */
import { rulebookEn, rulebookZh } from '../../../core/words/rulebook.ts';
import { rulebookOutline } from '../../../core/words/rulebook-outline.ts';
import { VerifiedLine } from '../components/verified-line.tsx';
import { Waiting } from '../components/waiting.tsx';
import { useSync } from '../context.tsx';
import type { Shown } from '../data/controller.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';

export default function StandardPage() {
  const { lang } = useLanguage();
  const { shown } = useSync();
  const w = lang === 'zh' ? rulebookZh : rulebookEn;
  useTitle(w.title);
  return (
    <>
      <h1>{w.title}</h1>
      {shown ? <Rules shown={shown} /> : <Waiting />}
    </>
  );
}

function Rules({ shown }: { readonly shown: Shown }) {
  const { lang } = useLanguage();
  const w = lang === 'zh' ? rulebookZh : rulebookEn;
  const { bureau, terms } = shown.data;
  return (
    <>
      <p className="soft">{w.sub({ bureau: lang === 'zh' ? bureau.name : bureau.nameEn })}</p>
      <VerifiedLine bureau={bureau} />
      {rulebookOutline(terms, lang).map(({ id, title, note, items }) => (
        <section key={id} id={id}>
          <h2>{title}</h2>
          {note && <p className="soft">{note}</p>}
          {items.map(({ head, lines, quote, article }) => (
            <div key={`${head} ${article}`}>
              <h3>{head}</h3>
              {lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
              {quote && <blockquote lang={lang === 'en' ? 'zh-CN' : undefined}>{quote}</blockquote>}
              {article && <p className="soft">{w.article({ article })}</p>}
            </div>
          ))}
        </section>
      ))}
    </>
  );
}
