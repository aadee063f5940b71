/** A raster could not be had now. */
export class RasterUnavailable extends Error {
  /**
   * @param retryAfter milliseconds the server asks to wait; null where it did not say
   * @param refused whether the server will not paint it, however often it is asked
   */
  constructor(
    readonly url: string,
    readonly retryAfter: number | null,
    readonly refused: boolean,
    reason: string,
  ) {
    super(`The raster at ${url} could not be had: ${reason}.`);
    this.name = 'RasterUnavailable';
  }
}
