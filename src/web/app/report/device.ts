/** What this browser can do, as far as the form must know. */

/** Sealing needs WebCrypto, which browsers give to https pages only. */
export function canEncrypt(): boolean {
  return typeof crypto !== 'undefined' && crypto.subtle !== undefined;
}

/** WeChat on an iPhone or iPad has no service worker: nothing is sent once the page is closed. */
export function isWechatOnIphone(agent: string = navigator.userAgent): boolean {
  return /MicroMessenger/i.test(agent) && /iPhone|iPad|iPod/i.test(agent);
}
