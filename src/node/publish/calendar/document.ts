/** The plan as one page of A4 to print and hang up: a document that needs nothing else. */
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { calendarWords } from '../../../core/words/calendar.ts';
import { dayIn, type Lang, words } from '../../../core/words/index.ts';
import { type PlanRow, planRows, planTexts } from './rows.ts';
import type { YearPlan } from './year-plan.ts';

/**
 * Sizes in points, for paper; the longest policy (16 lines) with every note fits one page, which the e2e test prints.
 * Rules are borders, not backgrounds: printers drop those.
 */
const CSS = `
@page{size:A4;margin:12mm}
*{box-sizing:border-box}
body{margin:0 auto;max-width:186mm;color:#17212b;background:#fff;font:9pt/1.4 system-ui,sans-serif}
h1{font-size:15pt;line-height:1.3;margin:0 0 2mm;text-align:center}
p{margin:0 0 1.5mm}
.basis{text-align:center}
.demo{border:.4mm solid;font-weight:700;text-align:center;padding:1mm}
table{border-collapse:collapse;width:100%;margin:2mm 0}
th,td{border:.25mm solid #4a5763;padding:1mm 1.2mm;text-align:left;vertical-align:top}
th{border-bottom-width:.6mm;white-space:nowrap}
tr{break-inside:avoid}
.no{width:9mm;text-align:center}
.day{width:31mm}
.term{width:29mm}
.article{width:25mm}
.done{width:13mm}
.note{display:block;color:#4a5763;font-size:8pt;margin-top:.5mm}
footer{font-size:8pt}
@media screen{body{padding:6mm}.table{overflow-x:auto}}
`;

/** @param printedOn the day that stands at the foot */
export function planDocument(plan: YearPlan, lang: Lang, printedOn: IsoDate): string {
  const texts = planTexts(plan, lang);
  const { no, day, what, term, article, done } = calendarWords[lang].columns;
  const head = [
    ['no', no],
    ['day', day],
    ['what', what],
    ['term', term],
    ['article', article],
    ['done', done],
  ].map(([name, text]) => `<th scope="col" class="${name}">${text}</th>`);
  const printed = words[lang].board.printedOn({ date: dayIn(lang)(printedOn) });
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(texts.title)}</title>
<style>${CSS}</style>
<h1>${escaped(texts.title)}</h1>
<p class="basis">${escaped(texts.basis)}</p>
${texts.demo === null ? '' : `<p class="demo">${texts.demo}</p>\n`}<div class="table"><table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${planRows(plan, lang).map(rowHtml).join('\n')}
</tbody>
</table></div>
<footer>
<p>${escaped(texts.notices)}</p>
<p>${texts.counting}</p>
<p>${printed}</p>
</footer>
</html>
`;
}

function rowHtml({ no, day, what, term, article, notes }: PlanRow): string {
  const noteHtml = notes.map((note) => `<span class="note">${escaped(note)}</span>`).join('');
  return `<tr><td class="no">${no}</td><td>${escaped(day)}</td><td>${escaped(what)}${noteHtml}</td><td>${escaped(term)}</td><td>${escaped(article)}</td><td></td></tr>`;
}

/** Names and document numbers come from a bureau's files. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
