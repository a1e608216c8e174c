/** Signs beside words, never instead of them: hidden from screen readers, in the colour of their text. */
import type { ReactNode } from 'react';

const PATHS = {
  call: 'M7 2l3 5-2 3c1 3 3 5 6 6l3-2 5 3-2 5C10 21 3 14 2 4z',
  write: 'M4 20l1-5L16 4l4 4L9 19z',
};

export function Icon({ of }: { readonly of: keyof typeof PATHS }): ReactNode {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[of]} />
    </svg>
  );
}
