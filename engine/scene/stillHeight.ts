/**
 * The height of a still, pixels.
 * @param canvas of the work
 * @param width  of the still, pixels
 */
export function stillHeight(canvas: { width: number; height: number }, width: number): number {
  return Math.max(1, Math.round((width * canvas.height) / canvas.width));
}
