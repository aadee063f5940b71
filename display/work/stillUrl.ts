/**
 * Where the server's still of a work is.
 * @param width  pixels
 * @param block  the moment it shows; now when left out
 */
export function stillUrl(work: number, width: number, block?: number): string {
  return `/api/works/${work}/still.webp?width=${width}${block === undefined ? '' : `&block=${block}`}`;
}
