/** Sizes that form, server and desk agree on. Bytes unless said otherwise. */
export const LIMITS = {
  /** Characters of what happened. */
  text: 5000,
  /** Characters of any short field (name, telephone, time). */
  line: 100,
  photos: 6,
  /** One photo after it was made smaller on the device. */
  photo: 1024 * 1024,
  /** Plain bytes of one chunk of a photo. */
  chunk: 256 * 1024,
  /** One chunk as it is sealed: its bytes and the 16 of the tag. */
  sealedPart: 256 * 1024 + 16,
  parts: 24,
  /** Keys to which one submission is sealed. */
  recipients: 4,
  /** The sealed body: 5,000 Chinese characters are 15 kB, JSON and padding come on top. */
  body: 48 * 1024,
} as const;

/** Days after its end (closed, refused, passed on) that a submission's content is kept; then only its tombstone. The notice says so. */
export const KEPT_DAYS = 180;
