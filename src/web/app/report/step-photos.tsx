/** Photos: chosen or taken, made small here, parts of them covered where the writer wants. */
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { LIMITS } from '../../../core/complaint/limits.ts';
import type { Bytes } from '../../../core/domain/bytes.ts';
import { Blackout } from './blackout.tsx';
import { Question } from './fields.tsx';
import { blackOut, preparePhoto } from './photo.ts';
import { PhotoView, photoKey } from './photo-view.tsx';
import { useBackCloses } from './use-back-closes.ts';
import type { StepProps } from './writing.ts';

export function Photos({ at }: StepProps) {
  const { r, photos, setPhotos, setAlone } = at;
  const { editing, cover, close, ...asked } = useCovering();
  const { busy, faults, add } = useAdding(at);
  useEffect(() => {
    setAlone(editing !== null);
    return () => setAlone(false);
  }, [editing, setAlone]);
  if (editing !== null) {
    return (
      <Blackout
        photo={editing}
        r={r}
        {...asked}
        onCancel={close}
        onDone={async (boxes) => {
          const covered = await blackOut(editing, boxes);
          if (!covered.ok) return false;
          setPhotos((before) => before.map((photo) => (photo === editing ? covered.photo : photo)));
          close();
          return true;
        }}
      />
    );
  }
  return (
    <>
      <Question>{r.rep.photo}</Question>
      <p className="rep-hint" id="photo-hint">
        {r.rep.photoHint}
      </p>
      <ul className="rep-photos">
        {photos.map((photo, index) => (
          <li key={photoKey(photo)}>
            <PhotoView photo={photo} name={r.rep.photoName({ n: index + 1 })} />
            <div className="rep-photo-tools">
              <button
                type="button"
                onClick={() => cover(photo)}
                aria-label={`${r.rep.photoMask} ${r.rep.photoName({ n: index + 1 })}`}
              >
                {r.rep.photoMask}
              </button>
              <button
                type="button"
                onClick={() => setPhotos((before) => before.filter((other) => other !== photo))}
                aria-label={`${r.rep.photoRemove} ${r.rep.photoName({ n: index + 1 })}`}
              >
                {r.rep.photoRemove}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {photos.length < LIMITS.photos && (
        <label className="rep-file">
          <input
            type="file"
            accept="image/*"
            multiple
            className="vh"
            id="photo"
            disabled={busy}
            aria-describedby="photo-hint"
            onChange={add}
          />
          <span>{photos.length === 0 ? r.rep.photoAdd : r.rep.photoMore}</span>
        </label>
      )}
      <div role="status">
        {busy && <p>{r.rep.photoBusy}</p>}
        {!busy && photos.length > 0 && <p className="rep-small">{r.rep.photoCount({ n: photos.length })}</p>}
        {faults.map((fault) => (
          <p key={fault} className="rep-error">
            {fault}
          </p>
        ))}
      </div>
    </>
  );
}

/** Which photo is being covered. Back ends that, and asks first where boxes would be lost. */
function useCovering() {
  const [editing, setEditing] = useState<Bytes | null>(null);
  const [asking, setAsking] = useState(false);
  const holds = useRef(false);
  const close = (): void => {
    setAsking(false);
    setEditing(null);
  };
  const enter = useBackCloses(editing !== null, () => {
    if (holds.current) setAsking(true);
    else close();
    return !holds.current;
  });
  const cover = (photo: Bytes): void => {
    setEditing(photo);
    enter();
  };
  return { editing, cover, close, holds, asking, onStay: () => setAsking(false) };
}

function useAdding({ r, photos, setPhotos }: StepProps['at']) {
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const add = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const input = event.target;
    const files = [...(input.files ?? [])];
    setBusy(true);
    const said = new Set<string>();
    let left = LIMITS.photos - photos.length;
    // One after the other: each decoded picture may take a hundred megabytes.
    for (const file of files) {
      if (left === 0) {
        said.add(r.rep.photoFull);
        break;
      }
      const outcome = await preparePhoto(file).catch(() => ({ ok: false, fault: 'unreadable' }) as const);
      if (outcome.ok) {
        left -= 1;
        setPhotos((before) => [...before, outcome.photo]);
      } else said.add(r.rep.photoFaults[outcome.fault]);
    }
    setFaults([...said]);
    setBusy(false);
    // The same file may be chosen again.
    input.value = '';
  };
  return { busy, faults, add: (event: ChangeEvent<HTMLInputElement>) => void add(event) };
}
