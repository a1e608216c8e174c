/** Test files share a worker: what one left on its page, or in its storage, must not stand on the next one's. */
import { beforeAll } from 'vitest';

beforeAll(() => {
  if (typeof document === 'undefined') return;
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
});
