/** Who runs the site, and the small entries that every government page carries. */

import type { ReactNode, SyntheticEvent } from 'react';
import type { Bureau } from '../../core/domain/bureau.ts';
import { sitePath, siteUrl } from '../../core/domain/site-address.ts';
import { pagePath } from '../../core/snapshot/page-path.ts';
import type { Words } from '../../core/words/index.ts';
import { hoursIn } from '../../core/words/lang.ts';
import { isRating } from './certificate.tsx';
import { type PartProps, reportPath, telephone, withHours } from './model.tsx';

export function Foot({ page }: PartProps): ReactNode {
  const { w, bureau, lang, view } = page;
  return (
    <footer>
      <p>
        {[w.foot.host({ bureau: page.publisher }), bureau.operator && w.foot.operator({ operator: bureau.operator })]
          .filter(Boolean)
          .join('　')}
      </p>
      <p>
        <a href={telephone(bureau.phone)}>
          {withHours(
            page,
            (isRating(page) ? w.certificate.home : w.foot).phone({ phone: bureau.phone, hours: hoursIn(lang, bureau) }),
          )}
        </a>
      </p>
      <p>{w.foot.fraud}</p>
      <p>
        {w.foot.address}
        {siteUrl(bureau)}
        {pagePath(view.record.code, lang)}
      </p>
      <Entries page={page} />
      <SiteIds bureau={bureau} w={w} />
    </footer>
  );
}

/**
 * ICP备案, 公安备案, 网站标识码: links that people may follow and pictures of our own origin, so that opening a page asks
 * nobody else for anything. Empty where the bureau has none of them.
 */
export function SiteIds({ bureau, w }: { readonly bureau: Bureau; readonly w: Words }): ReactNode {
  const { icp, publicSecurityNo, siteId, siteIdUrl } = bureau;
  const site = siteId && (
    <>
      <Picture bureau={bureau} name={bureau.siteIdPicture} />
      {w.foot.siteId({ id: siteId })}
    </>
  );
  return (
    <p>
      {icp && <a href="https://beian.miit.gov.cn/">{icp}</a>}
      {publicSecurityNo && (
        <a href={`https://beian.mps.gov.cn/#/query/webSearch?code=${publicSecurityNo.replace(/\D/g, '')}`}>
          <Picture bureau={bureau} name={bureau.publicSecurityPicture} />
          {publicSecurityNo}
        </a>
      )}
      {site && (siteIdUrl ? <a href={siteIdUrl}>{site}</a> : <span className="tel">{site}</span>)}
    </p>
  );
}

/** `lazy`: far below what a patient came for, and React would else ask for it in the head, before the page's script. */
function Picture({ bureau, name }: { readonly bureau: Bureau; readonly name: string | null }): ReactNode {
  // In the app, without a network: no sign of a broken picture beside a number that is whole.
  const away = ({ currentTarget }: SyntheticEvent<HTMLImageElement>) =>
    currentTarget.style.setProperty('visibility', 'hidden');
  return name && <img src={sitePath(bureau, `/pictures/${name}`)} alt="" loading="lazy" onError={away} />;
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
      {view.state.kind !== 'withdrawn' && (
        <a href={sitePath(bureau, `/print/${view.record.code}${page.lang === 'zh' ? '' : '?lang=en'}`)}>
          {w.nav.print}
        </a>
      )}
      {bureau.intake === 'online' && <a href={reportPath(page, 'objection')}>{w.act.institution}</a>}
      {/* WeChat shows no such button. On paper the sentence goes with the entries. */}
      <p>{w.share.wechat}</p>
    </nav>
  );
}
