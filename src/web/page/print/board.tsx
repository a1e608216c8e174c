/** The board 公示栏 in Wugang's six parts (舞卫健发〔2021〕89号 附件1 六), in five where there is no staff, on A3 landscape or A4 portrait. */
import { Commitment } from './commitment.tsx';
import { Foot, Head } from './frame.tsx';
import { Grade } from './grade.tsx';
import { boardLayout, type Paper } from './layout.ts';
import { Licence } from './licence.tsx';
import { Code, Supervision } from './reach.tsx';
import { printRefusal } from './refusal.ts';
import { Refused } from './refused.tsx';
import { hasStaff, type SheetProps } from './sheet.ts';
import { Staff } from './staff.tsx';

/** From the frame to what stands in it, mm. */
const FRAME = 6;

/** A board, or in its place the reason why none may be printed: what has ended must not hang. */
export function Board({ paper, ...sheet }: SheetProps & { paper: Paper }) {
  const refusal = printRefusal('board', paper, sheet);
  if (refusal !== null) return <Refused refusal={refusal} terms={sheet.terms} />;
  const layout = boardLayout(paper, hasStaff(sheet));
  const part = { layout, ...sheet };
  const size = { width: `${layout.width}mm`, height: `${layout.height}mm`, fontSize: `${layout.text.max}mm` };
  return (
    <article className={`pr-sheet pr-board pr-${paper} pr-${sheet.terms.issuer}`} lang="zh-CN" style={size}>
      <i className="pr-frame" style={{ inset: `${layout.head.x - FRAME}mm` }} />
      <Head {...part} />
      <Licence {...part} />
      <Grade {...part} />
      <Commitment {...part} />
      <Code {...part} />
      {layout.order.includes('staff') && <Staff {...part} />}
      <Supervision {...part} />
      <Foot {...part} />
    </article>
  );
}
