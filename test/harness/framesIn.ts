/** The VP8 data of every frame of an animated WebP, or of the one of a still. */
export function framesIn(file: Buffer): string[] {
  const frames: string[] = [];
  const visit = (from: number, to: number) => {
    for (let at = from; at + 8 <= to; ) {
      const length = file.readUInt32LE(at + 4);
      const type = file.toString('latin1', at, at + 4);
      if (type === 'ANMF') visit(at + 8 + 16, at + 8 + length);
      if (type.startsWith('VP8') && type !== 'VP8X') frames.push(file.toString('base64', at + 8, at + 8 + length));
      at += 8 + length + (length % 2);
    }
  };
  visit(12, file.length);
  return frames;
}
