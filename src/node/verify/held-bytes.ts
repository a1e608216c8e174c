/** Bytes as they come, given out in pieces of any length; each is copied once at most. */
export class HeldBytes {
  #parts: Buffer[] = [];
  #length = 0;

  add(part: Buffer): void {
    this.#parts.push(part);
    this.#length += part.length;
  }

  /** The next so many bytes; null, and nothing is taken, while there are fewer. */
  take(length: number): Buffer | null {
    if (this.#length < length) return null;
    const taken: Buffer[] = [];
    let [missing, used] = [length, 0];
    for (const part of this.#parts) {
      if (missing === 0) break;
      const piece = part.subarray(0, missing);
      taken.push(piece);
      missing -= piece.length;
      if (piece.length === part.length) used++;
      else this.#parts[used] = part.subarray(piece.length);
    }
    this.#parts.splice(0, used);
    this.#length -= length;
    return taken.length === 1 && taken[0] ? taken[0] : Buffer.concat(taken);
  }
}
