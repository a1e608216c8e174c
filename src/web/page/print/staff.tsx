/** Part 5: the people who may treat you here. */
import { Fragment } from 'react';
import { Part } from './frame.tsx';
import { type BoardLayout, bodyOf } from './layout.ts';
import { day, P, publishedDay, type SheetProps, W } from './sheet.ts';
import { NAME_ROW, planStaff, roleOf, type StaffPlan, spanOf } from './staff-plan.ts';

export function Staff({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const counts = sheet.view.record.staff;
  const count = counts === null ? '' : W.staff.count({ a: counts.doctors, b: counts.nurses, c: counts.others });
  const { w, h } = bodyOf(layout, 'staff');
  const members = sheet.staff?.members ?? [];
  const note = noteOf(sheet, members.length > 0);
  // A4 has no line to spare: the note stands in the heading.
  const a3 = layout.paper === 'a3';
  const height = a3 ? h - layout.text.max * 1.6 : h;
  return (
    <Part layout={layout} id="staff" title={P.parts.staff} aside={a3 || note === '' ? count : `${count}（${note}）`}>
      {members.length === 0 ? (
        <Blank layout={layout} height={height} listed={counts !== null} />
      ) : (
        <People plan={planStaff(members, w, height, layout.staff)} />
      )}
      {a3 && <p className="pr-soft pr-staffnote">{note}</p>}
    </Part>
  );
}

/** From when the list is, and that the code counts; nothing where no list stands behind the code. */
function noteOf({ view, release }: SheetProps, printed: boolean): string {
  if (printed) return `${P.staffAsOf({ date: day(publishedDay(release)) })}，${W.print.staffnote}`;
  return view.record.staff === null ? '' : W.print.staffnote;
}

function People({ plan }: { plan: StaffPlan }) {
  if (plan.kind === 'names') return <Names plan={plan} />;
  const columns = Array.from({ length: plan.columns }, (_, i) =>
    plan.members.slice(i * plan.rows, (i + 1) * plan.rows),
  );
  return (
    <div className="pr-people" style={{ fontSize: `${plan.size}mm`, lineHeight: `${plan.row}mm` }}>
      {columns.map((members, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns are cut from one list and never change place
        <table key={column}>
          <tbody>
            {members.map((member, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two people may share a name; the list never changes
              <tr key={i}>
                <th scope="row">{member.name}</th>
                <td>{roleOf(member)}</td>
                <td>{member.scope}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

function Names({ plan }: { plan: Extract<StaffPlan, { kind: 'names' }> }) {
  return (
    <div
      className="pr-names"
      style={{
        fontSize: `${plan.size}mm`,
        lineHeight: `${NAME_ROW * plan.size}mm`,
        gridTemplateColumns: `${plan.label}mm 1fr`,
      }}
    >
      {plan.groups.map((group) => (
        <Fragment key={group.category}>
          <b>
            {group.category} <span>{P.people({ n: group.count })}</span>
          </b>
          <div style={{ gridTemplateColumns: `repeat(${plan.cells}, 1fr)` }}>
            {group.names.map((name, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two people may share a name; the list never changes
              <span key={i} style={{ gridColumn: `span ${spanOf(name, plan.cells)}` }}>
                {name}
              </span>
            ))}
          </div>
        </Fragment>
      ))}
      {plan.rest > 0 && <strong>{P.peopleRest({ n: plan.rest })}</strong>}
    </div>
  );
}

/**
 * The app holds counts, not names: a table to fill in by hand. The list behind the code is what counts, and the
 * lines around it say so.
 */
function Blank({ layout, height, listed }: { layout: BoardLayout; height: number; listed: boolean }) {
  const columns = layout.paper === 'a3' ? 2 : 3;
  const row = layout.text.max * 1.9;
  const rows = Math.max(1, Math.floor((height - layout.text.max * 1.7) / row) - 1);
  const cells = [P.name, P.category, P.scope];
  return (
    <>
      <p className="pr-soft">{listed ? P.staffFill : P.staffPaste}</p>
      <div className="pr-people pr-blank" style={{ fontSize: `${layout.text.max}mm`, lineHeight: `${row}mm` }}>
        {Array.from({ length: columns }, (_, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty tables, all alike
          <table key={column}>
            <tbody>
              <tr>
                {cells.map((cell) => (
                  <th key={cell}>{cell}</th>
                ))}
              </tr>
              {Array.from({ length: rows }, (_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: empty rows, all alike
                <tr key={at}>
                  {cells.map((cell) => (
                    <td key={cell}>&nbsp;</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </>
  );
}
