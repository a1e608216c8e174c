import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { PrintPage } from '../../../src/web/page/print/index.tsx';
import { printOf } from './sample.ts';

describe('the print page of the app', () => {
  it('offers both boards and the stickers, starts with A3, and says what to do in WeChat', () => {
    const html = renderToStaticMarkup(<PrintPage {...printOf({ staff: null, temporary: true })} />);
    for (const choice of ['公示栏（A3横版）', '公示栏（A4）', '二维码贴纸']) expect(html).toContain(choice);
    expect(html).toContain('pr-board pr-a3');
    expect(html).toContain('微信里不能打印');
    expect(html).toContain('临时张贴');
    expect(html).not.toContain('<button');
  });

  it('has a button only where the browser can print', () => {
    expect(renderToStaticMarkup(<PrintPage {...printOf({})} onPrint={() => {}} />)).toContain('打印</button>');
  });

  it('shows the reason in place of the board of a withdrawn label', () => {
    const outcome = { status: 'withdrawn', cause: 'other', on: isoDate('2026-05-01') } as const;
    const html = renderToStaticMarkup(<PrintPage {...printOf({ record: { outcome } })} />);
    expect(html).toContain('信用级别标识已停用');
    expect(html).not.toContain('<article');
  });
});
