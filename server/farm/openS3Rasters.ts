import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { RasterNotRead, RasterNotStored } from '../../engine/errors/rasterStoreErrors.js';
import { isWholePng } from '../../engine/latent/isWholePng.js';
import { assertRasterName, type RasterStore, rasterPath } from '../../engine/latent/rasterStore.js';
import { readRasterName } from '../../engine/scene/rasterName.js';

export interface S3Rasters extends RasterStore {
  close(): void;
}

export interface S3Place {
  bucket: string;
  /** What every name begins with: empty, or with a slash at its end. */
  prefix: string;
}

/** Milliseconds to connect, and to be answered: a raster has some 100 KB. */
const PATIENCE = { connectionTimeout: 2000, requestTimeout: 10_000 };
const ATTEMPTS = 3;

/**
 * Rasters in a bucket of anything that speaks S3. Where it is and who may use it are the variables of the AWS SDK:
 * AWS_ENDPOINT_URL_S3, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, or whatever else it finds.
 */
export function openS3Rasters({ bucket, prefix }: S3Place): S3Rasters {
  const client = new S3Client({
    requestHandler: PATIENCE,
    maxAttempts: ATTEMPTS,
    // Buckets as part of the host's name need DNS of their own, which servers other than Amazon's rarely have.
    forcePathStyle: true,
  });
  const placeOf = (name: string) => ({ Bucket: bucket, Key: `${prefix}${rasterPath(name)}` });
  const nameOf = (name: string) => `s3://${bucket}/${prefix}${rasterPath(name)}`;

  async function found<T>(name: string, read: () => Promise<T>): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      if (isMissing(error)) return null;
      throw new RasterNotRead(nameOf(name), error);
    }
  }

  return {
    async has(name) {
      if (!readRasterName(name)) return false;
      return (await found(name, () => client.send(new HeadObjectCommand(placeOf(name))))) !== null;
    },
    async get(name) {
      if (!readRasterName(name)) return null;
      const png = await found(name, async () => {
        const { Body } = await client.send(new GetObjectCommand(placeOf(name)));
        return Body ? Body.transformToByteArray() : null;
      });
      return png && isWholePng(png) ? png : null;
    },
    async put(name, png) {
      assertRasterName(name);
      try {
        await client.send(new PutObjectCommand({ ...placeOf(name), Body: png, ContentType: 'image/png' }));
      } catch (error) {
        throw new RasterNotStored(nameOf(name), error);
      }
    },
    close: () => client.destroy(),
  };
}

/** No such object; a bucket that is missing is a mistake in the settings. */
function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound');
}
