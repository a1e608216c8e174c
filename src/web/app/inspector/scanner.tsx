/** The key by camera, or from a photo: that needs no permission. */
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { parseInspectorCode } from '../../../core/snapshot/inspector-code.ts';
import { inspectorWords } from '../../../core/words/inspector.ts';
import { useLanguage } from '../language.tsx';
import { codeReader, type ReadCodes } from './read-codes.ts';

/** Whether there is a camera to ask for; over http there is none. */
export function canFilm(): boolean {
  return 'mediaDevices' in navigator;
}

const EVERY_MS = 250;

const isKey = (text: string): boolean => typeof parseInspectorCode(text) === 'string';

/** Looks until a code of ours is in the picture; the camera is off once the component is gone. */
export function Scanner({ found }: { readonly found: (text: string) => void }) {
  const { lang } = useLanguage();
  const own = inspectorWords[lang];
  const video = useRef<HTMLVideoElement>(null);
  const [said, setSaid] = useState<'scanning' | 'noCamera' | 'notACode'>('scanning');
  const report = useRef(found);
  report.current = found;
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    return watch(element, setSaid, (text) => report.current(text));
  }, []);
  return (
    <div className="inspector-scan">
      <video ref={video} muted playsInline hidden={said === 'noCamera'} />
      <p role="status">{own[said]}</p>
    </div>
  );
}

/** Returns what ends it. */
function watch(
  video: HTMLVideoElement,
  say: (what: 'noCamera' | 'notACode') => void,
  found: (text: string) => void,
): () => void {
  let stream: MediaStream | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const end = (): void => {
    ended = true;
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const look = async (read: ReadCodes): Promise<void> => {
    const codes = await read(video).catch(() => []);
    if (ended) return;
    const key = codes.find(isKey);
    if (key !== undefined) {
      end();
      found(key);
      return;
    }
    if (codes.length > 0) say('notACode');
    timer = setTimeout(() => void look(read), EVERY_MS);
  };
  const start = async (): Promise<void> => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    const read = await codeReader();
    if (ended) return end();
    video.srcObject = stream;
    await video.play();
    await look(read);
  };
  start().catch(() => {
    if (!ended) say('noCamera');
    end();
  });
  return end;
}

/** The key from a photo or a screenshot of its code. */
export function FromPhoto({ found }: { readonly found: (text: string) => void }) {
  const { lang } = useLanguage();
  const own = inspectorWords[lang];
  const [said, setSaid] = useState('');
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const file = target.files?.[0];
    if (file === undefined) return;
    setSaid(own.reading);
    void codesIn(file)
      .catch(() => [])
      .then((codes) => {
        const key = codes.find(isKey);
        setSaid(key === undefined ? own[codes.length > 0 ? 'notACode' : 'noCode'] : '');
        // The same photo may be chosen again.
        target.value = '';
        if (key !== undefined) found(key);
      });
  };
  return (
    <div className="inspector-photo">
      <label htmlFor="inspector-photo">{own.fromPhoto}</label>
      <input id="inspector-photo" type="file" accept="image/*" onChange={choose} />
      <p role="status">{said}</p>
    </div>
  );
}

async function codesIn(file: File): Promise<readonly string[]> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return await (await codeReader())(image);
  } finally {
    URL.revokeObjectURL(url);
  }
}
