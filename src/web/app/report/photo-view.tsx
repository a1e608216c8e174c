/** A photo from its bytes. */
import { useEffect, useState } from 'react';
import type { Bytes } from '../../../core/domain/bytes.ts';

/** Null until there is an address for it, and again for other bytes. */
export function usePhotoUrl(photo: Bytes): string | null {
  const [made, setMade] = useState<{ readonly photo: Bytes; readonly url: string } | null>(null);
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([photo], { type: 'image/jpeg' }));
    setMade({ photo, url });
    return () => URL.revokeObjectURL(url);
  }, [photo]);
  return made?.photo === photo ? made.url : null;
}

export function PhotoView({ photo, name }: { readonly photo: Bytes; readonly name: string }) {
  const url = usePhotoUrl(photo);
  return url === null ? <span className="rep-photo" /> : <img className="rep-photo" src={url} alt={name} />;
}

const keys = new WeakMap<Bytes, string>();
let made = 0;

/** Photos have no names; the same one must keep its element when another is removed. */
export function photoKey(photo: Bytes): string {
  const key = keys.get(photo) ?? `photo-${++made}`;
  keys.set(photo, key);
  return key;
}
