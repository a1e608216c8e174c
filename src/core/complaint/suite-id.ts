/** Names and sizes of the sealing suite, apart from its cryptography: who only reads envelopes loads none of it. */

export const SUITE = 'hpke-p256-sha256-aes256gcm-1';

/** Uncompressed P-256 point. */
export const PUBLIC_KEY_BYTES = 65;
