import { useEffect, useRef } from 'preact/hooks';
import { sampleLatent, Z_DIMENSION } from '../../../engine/latent/code/sampleLatent.js';
import type { Hex } from '../../../engine/protocol/primitives.js';
import styles from './NoiseField.module.css';

/** The numbers side by side; the others below. */
const ACROSS = 32;
/** Sigmas that are white, and as many below that are black. */
const WHITE = 2.5;

export interface NoiseFieldProps {
  /** The layer's. */
  seed: Hex;
  variant: number;
  label: string;
}

/** The very numbers that a picture is painted from, each a square between black and white. */
export function NoiseField({ seed, variant, label }: NoiseFieldProps) {
  const element = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = element.current?.getContext('2d');
    if (!context) return;
    const pixels = context.createImageData(ACROSS, Z_DIMENSION / ACROSS);
    sampleLatent(seed, variant).forEach((number, i) => {
      const grey = Math.round(255 * Math.max(0, Math.min(1, 0.5 + number / (2 * WHITE))));
      pixels.data.set([grey, grey, grey, 255], i * 4);
    });
    context.putImageData(pixels, 0, 0);
  }, [seed, variant]);
  return (
    <canvas
      ref={element}
      class={styles.noise}
      width={ACROSS}
      height={Z_DIMENSION / ACROSS}
      role="img"
      aria-label={label}
    />
  );
}
