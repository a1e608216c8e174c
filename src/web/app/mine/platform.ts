/** What this browser can do. WeChat's has no downloads and sends nothing after the page is closed. */
export function inWechat(): boolean {
  return /MicroMessenger/i.test(navigator.userAgent);
}
