/** Who runs the site, and the small entries that every government page carries. */
import type { ReactNode } from 'react';
import { type PartProps, reportPath, telephone, unbroken } from './model.tsx';

export function Foot({ page }: PartProps): ReactNode {
  const { w, bureau } = page;
  const ids = [bureau.icp, bureau.publicSecurityNo, bureau.siteId && w.foot.siteId({ id: bureau.siteId })];
  return (
    <footer>
      <p>
        {[w.foot.host({ bureau: page.publisher }), bureau.operator && w.foot.operator({ operator: bureau.operator })]
          .filter(Boolean)
          .join('　')}
      </p>
      <p>
        <a href={telephone(bureau.phone)}>
          {unbroken(w.foot.phone({ phone: bureau.phone, hours: bureau.phoneHours }))}
        </a>
      </p>
      <p>{w.foot.fraud}</p>
      <Entries page={page} />
      <p className="ids">{ids.map((id) => id && <span key={id}>{id}</span>)}</p>
    </footer>
  );
}

function Entries({ page }: PartProps): ReactNode {
  const { w, links, view, bureau } = page;
  return (
    <nav aria-label={w.nav.more}>
      {links?.home && <a href={links.home}>{w.nav.home}</a>}
      {links?.otherLanguage && (
        <a href={links.otherLanguage} lang={page.lang === 'zh' ? 'en' : 'zh-CN'}>
          {w.nav.english}
        </a>
      )}
      {/* A route of the app; it prints nothing for an institution that has ended. */}
      {view.state.kind !== 'withdrawn' && <a href={`/print/${view.record.code}`}>{w.nav.print}</a>}
      {bureau.intake === 'online' && <a href={reportPath(page, 'objection')}>{w.act.institution}</a>}
    </nav>
  );
}
