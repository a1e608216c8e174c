/** 长辈版, the same on the static page and in the app. */
import { openStorage } from './device-storage.ts';

const SIZE_KEY = 'yixinma-size';
const SIZES = ['', 'elder', 'larger'];

/** 长辈版: one visible button that leads from size to size and names the next; remembered on this phone. */
export function offerSizes(page: Document = document): void {
  const button = page.querySelector<HTMLElement>('[data-sizes]');
  if (!button) return;
  const storage = openStorage();
  const wished = Number(storage.getItem(SIZE_KEY));
  let size = SIZES[wished] ? wished : 0;
  const apply = () => {
    page.documentElement.className = `${SIZES[size]}`;
    button.textContent = `${String(button.dataset.sizes).split(',')[size]}`;
  };
  apply();
  button.hidden = false;
  button.onclick = () => {
    size = (size + 1) % SIZES.length;
    apply();
    storage.setItem(SIZE_KEY, String(size));
  };
}
