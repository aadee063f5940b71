/** How every PNG begins and ends (W3C PNG §5.2, §11.2.5): a torn file lacks its IEND. */
const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');

export function isWholePng(bytes: Uint8Array): boolean {
  return (
    PNG_SIGNATURE.equals(bytes.subarray(0, PNG_SIGNATURE.length)) && PNG_END.equals(bytes.subarray(-PNG_END.length))
  );
}
