/** Test files share a worker: what one left on its page, or in its storage, must not stand on the next one's. */
import { beforeAll } from 'vitest';

// The page's script asks where it lies; a test file that imports its parts has no such script.
if (typeof document !== 'undefined') {
  const script = { src: 'https://yx.example.gov.cn/assets/page.js' };
  Object.defineProperty(document, 'currentScript', { configurable: true, value: script });
}

beforeAll(() => {
  if (typeof document === 'undefined') return;
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
});
