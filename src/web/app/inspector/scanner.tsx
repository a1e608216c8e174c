/** The camera, where the browser itself reads codes (BarcodeDetector); elsewhere the key is typed. */
import { useEffect, useRef, useState } from 'react';
import { parseInspectorCode } from '../../../core/snapshot/inspector-code.ts';
import { inspectorWords } from '../../../core/words/inspector.ts';
import { useLanguage } from '../language.tsx';

/** As much of the Shape Detection API as is used: it is in no type library. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

function detectorClass(): DetectorClass | null {
  return (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector ?? null;
}

export function canScan(): boolean {
  return detectorClass() !== null && 'mediaDevices' in navigator;
}

const EVERY_MS = 250;

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
      <video ref={video} muted playsInline />
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
  const look = async (detector: Detector): Promise<void> => {
    const codes = await detector.detect(video).catch(() => []);
    if (ended) return;
    const own = codes.find(({ rawValue }) => typeof parseInspectorCode(rawValue) === 'string');
    if (own !== undefined) {
      end();
      found(own.rawValue);
      return;
    }
    if (codes.length > 0) say('notACode');
    timer = setTimeout(() => void look(detector), EVERY_MS);
  };
  const start = async (): Promise<void> => {
    const Found = detectorClass();
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    if (ended || Found === null) return end();
    video.srcObject = stream;
    await video.play();
    await look(new Found({ formats: ['qr_code'] }));
  };
  start().catch(() => {
    if (!ended) say('noCamera');
    end();
  });
  return end;
}
