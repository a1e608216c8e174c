/**
 * Covering parts of a photo: drawn by finger, mouse or pen, or added and moved by keys and buttons. What is covered is
 * painted over in the pixels when it is done; until then the boxes lie above the photo.
 */
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useReducer, useRef, useState } from 'react';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { ReportWords } from '../../../core/words/report.ts';
import { type Boxes, boxBetween, type Change, changeBoxes, NO_BOXES, type Point, STEP } from './blackout-boxes.ts';
import { Question } from './fields.tsx';
import type { Box } from './photo.ts';
import { usePhotoUrl } from './photo-view.tsx';

interface BlackoutProps {
  readonly photo: Bytes;
  readonly r: ReportWords;
  /** Told whether there are boxes that would be lost. */
  readonly holds: RefObject<boolean>;
  /** Whether Back was pressed while there were. */
  readonly asking: boolean;
  readonly onStay: () => void;
  readonly onCancel: () => void;
  /** False when it could not be done; then nothing was changed. */
  readonly onDone: (boxes: readonly Box[]) => Promise<boolean>;
}

export function Blackout({ photo, r, holds, asking, onStay, onCancel, onDone }: BlackoutProps) {
  const { mask, photoFaults } = r.rep;
  const [boxes, change] = useReducer(changeBoxes, NO_BOXES);
  const [state, setState] = useState<'drawing' | 'baking' | 'failed'>('drawing');
  const finish = async (): Promise<void> => {
    setState('baking');
    if (!(await onDone(boxes.list))) setState('failed');
  };
  const some = boxes.list.length > 0;
  useEffect(() => {
    holds.current = some;
    return () => {
      holds.current = false;
    };
  }, [holds, some]);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.querySelector('h1')?.focus(), []);
  return (
    <div className="rep-mask" ref={top}>
      <Question>{mask.title}</Question>
      {asking && <Leave r={r} onStay={onStay} onCancel={onCancel} />}
      <p className="rep-hint">{mask.how}</p>
      <Stage photo={photo} boxes={boxes} change={change} r={r} />
      {state === 'failed' && (
        <p className="rep-error" role="alert">
          {photoFaults.unreadable}
        </p>
      )}
      <div className="rep-tools">
        <button type="button" onClick={() => change({ do: 'add' })}>
          {mask.add}
        </button>
        <button type="button" disabled={boxes.past.length === 0} onClick={() => change({ do: 'undo' })}>
          {mask.undo}
        </button>
      </div>
      <Tools boxes={boxes} change={change} r={r} />
      <div className="rep-buttons">
        <button type="button" className="rep-next" disabled={!some || state === 'baking'} onClick={() => void finish()}>
          {mask.done}
        </button>
        <button type="button" onClick={onCancel}>
          {mask.cancel}
        </button>
      </div>
    </div>
  );
}

function Leave({ r, onStay, onCancel }: Pick<BlackoutProps, 'r' | 'onStay' | 'onCancel'>) {
  const { mask } = r.rep;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="rep-summary" role="alert" tabIndex={-1} ref={box}>
      <p>{mask.leave}</p>
      <div className="rep-tools">
        <button type="button" onClick={onCancel}>
          {mask.leaveYes}
        </button>
        <button type="button" onClick={onStay}>
          {mask.leaveNo}
        </button>
      </div>
    </div>
  );
}

interface PartProps {
  readonly boxes: Boxes;
  readonly change: (change: Change) => void;
  readonly r: ReportWords;
}

function Stage({ photo, boxes, change, r }: PartProps & { readonly photo: Bytes }) {
  const url = usePhotoUrl(photo);
  const stage = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ readonly from: Point; readonly to: Point } | null>(null);
  const pointAt = (event: PointerEvent): Point => {
    const area = stage.current?.getBoundingClientRect();
    if (!area) return { x: 0, y: 0 };
    return { x: (event.clientX - area.left) / area.width, y: (event.clientY - area.top) / area.height };
  };
  const growing = drawn && boxBetween(drawn.from, drawn.to);
  return (
    <div className="rep-stage-frame">
      <div
        className="rep-stage"
        ref={stage}
        onPointerDown={(event) => {
          if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button'))) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrawn({ from: pointAt(event), to: pointAt(event) });
        }}
        onPointerMove={(event) => {
          if (drawn) setDrawn({ from: drawn.from, to: pointAt(event) });
        }}
        onPointerUp={(event) => {
          const box = drawn && boxBetween(drawn.from, pointAt(event));
          if (box) change({ do: 'add', box });
          setDrawn(null);
        }}
        onPointerCancel={() => setDrawn(null)}
      >
        {url !== null && <img src={url} alt={r.rep.mask.picture} draggable={false} />}
        {boxes.list.map((box, index) => (
          <BoxButton key={box.id} box={box} index={index} boxes={boxes} change={change} r={r} />
        ))}
        {growing && <span className="rep-box" style={placeOf(growing)} />}
      </div>
    </div>
  );
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

function BoxButton({ box, index, boxes, change, r }: PartProps & { readonly box: Box; readonly index: number }) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (arrow) change({ do: event.shiftKey ? 'size' : 'move', ...arrow });
    else if (event.key === 'Delete' || event.key === 'Backspace') change({ do: 'remove' });
    else return;
    event.preventDefault();
  };
  const selected = index === boxes.selected;
  return (
    <button
      type="button"
      className={selected ? 'rep-box rep-box-on' : 'rep-box'}
      style={placeOf(box)}
      aria-label={nameOf(box, index, r)}
      aria-pressed={selected}
      onFocus={() => change({ do: 'select', index })}
      onClick={() => change({ do: 'select', index })}
      onKeyDown={onKeyDown}
    />
  );
}

/** The same as the keys do, for fingers; and in words where the box lies. */
function Tools({ boxes, change, r }: PartProps) {
  const { mask } = r.rep;
  const box = boxes.list[boxes.selected];
  if (box === undefined) {
    return (
      <p className="rep-small" role="status">
        {mask.none}
      </p>
    );
  }
  const tools: readonly (readonly [string, Change])[] = [
    [mask.left, { do: 'move', x: -STEP, y: 0 }],
    [mask.right, { do: 'move', x: STEP, y: 0 }],
    [mask.up, { do: 'move', x: 0, y: -STEP }],
    [mask.down, { do: 'move', x: 0, y: STEP }],
    [mask.wider, { do: 'size', x: STEP, y: 0 }],
    [mask.narrower, { do: 'size', x: -STEP, y: 0 }],
    [mask.taller, { do: 'size', x: 0, y: STEP }],
    [mask.shorter, { do: 'size', x: 0, y: -STEP }],
  ];
  return (
    <fieldset className="rep-group">
      <legend className="rep-legend">{mask.selected}</legend>
      <p className="rep-small" role="status">
        {nameOf(box, boxes.selected, r)}
      </p>
      <div className="rep-tools rep-tools-four">
        {tools.map(([name, press]) => (
          <button key={name} type="button" onClick={() => change(press)}>
            {name}
          </button>
        ))}
      </div>
      <div className="rep-tools">
        <button type="button" onClick={() => change({ do: 'remove' })}>
          {mask.remove}
        </button>
      </div>
      <p className="rep-small rep-keys">{mask.keys}</p>
    </fieldset>
  );
}

const percent = (share: number): number => Math.round(share * 100);

function nameOf(box: Box, index: number, r: ReportWords): string {
  return r.rep.mask.box({
    n: index + 1,
    left: percent(box.x),
    top: percent(box.y),
    width: percent(box.width),
    height: percent(box.height),
  });
}

function placeOf(box: Box) {
  return {
    left: `${box.x * 100}%`,
    top: `${box.y * 100}%`,
    width: `${box.width * 100}%`,
    height: `${box.height * 100}%`,
  };
}
