import { create } from 'qrcode';
import { words } from '../language/words.js';
import styles from './QrCode.module.css';

/** Empty modules around the code, which readers need to find it (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A link as a QR code, dark on light, with error correction level M. */
export function QrCode({ link }: { link: string }) {
  const { size, data } = create(link, { errorCorrectionLevel: 'M' }).modules;
  const dark = Array.from(data, (bit, i) => (bit ? `M${i % size} ${Math.floor(i / size)}h1v1h-1z` : '')).join('');
  const edge = size + 2 * QUIET_ZONE;
  return (
    <svg
      class={styles.code}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${edge} ${edge}`}
      role="img"
      aria-label={words.credits.codeOf(link)}
    >
      <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={edge} height={edge} fill="#f2eadc" />
      <path d={dark} fill="#13100d" shape-rendering="crispEdges" />
    </svg>
  );
}
