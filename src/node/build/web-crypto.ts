/** Stands in for Node's `crypto` in browser bundles: a library asks for it only where `globalThis.crypto` is missing. */
export const webcrypto = globalThis.crypto;
