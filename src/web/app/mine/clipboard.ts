/** Copying in browsers old and new. */

/** Tries the modern way. False where there is none (http, WeChat's older browsers) or it was refused. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Missing outside https; the types do not know.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) return false;
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Selects what stands in the field and tries the old way; false leaves it selected for the finger. */
export function copySelected(field: HTMLTextAreaElement): boolean {
  field.focus();
  field.setSelectionRange(0, field.value.length);
  try {
    return typeof document.execCommand === 'function' && document.execCommand('copy');
  } catch {
    return false;
  }
}
