/** Every kind of key that the specification describes (4.2), for verifiers that do not ride in a page. */
import { ed25519 } from './ed25519.ts';
import { p256, signatureCheck } from './keys.ts';
import { rsaPss } from './rsa.ts';

export const everyKey = signatureCheck(p256, ed25519, rsaPss);
