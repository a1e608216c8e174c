/**
 * The few names that browsers and Node both have and that `src/core` may use.
 * Nothing else of either runtime compiles on this floor: no DOM, no Node.
 */
declare const crypto: {
  readonly subtle: {
    digest(algorithm: 'SHA-256' | 'SHA-384' | 'SHA-512', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
    importKey(
      format: 'spki' | 'raw',
      data: Uint8Array<ArrayBuffer>,
      algorithm: { name: string; namedCurve?: string; hash?: string },
      extractable: boolean,
      usages: readonly ('sign' | 'verify' | 'encrypt' | 'decrypt' | 'deriveBits')[],
    ): Promise<CryptoKeyHandle>;
    deriveBits(
      algorithm: { name: 'HKDF'; hash: 'SHA-256'; salt: Uint8Array<ArrayBuffer>; info: Uint8Array<ArrayBuffer> },
      key: CryptoKeyHandle,
      bits: number,
    ): Promise<ArrayBuffer>;
    encrypt(algorithm: AesGcm, key: CryptoKeyHandle, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
    decrypt(algorithm: AesGcm, key: CryptoKeyHandle, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
    sign(algorithm: 'HMAC', key: CryptoKeyHandle, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
    verify(
      algorithm: { name: string; hash?: string; saltLength?: number },
      key: CryptoKeyHandle,
      signature: Uint8Array<ArrayBuffer>,
      data: Uint8Array<ArrayBuffer>,
    ): Promise<boolean>;
  };
};

interface AesGcm {
  readonly name: 'AES-GCM';
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly additionalData: Uint8Array<ArrayBuffer>;
}

/** An imported key; opaque on purpose. */
interface CryptoKeyHandle {
  readonly type: string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}

declare function atob(base64: string): string;
declare function btoa(binary: string): string;
