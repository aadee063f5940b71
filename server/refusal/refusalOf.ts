import { HttpException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AssetMissing, AssetRefused } from '../../engine/errors/assetErrors.js';
import {
  PainterBusy,
  PainterClosed,
  PaintingFailed,
  PaintingWithdrawn,
  RecipeUnpaintable,
} from '../../engine/errors/painterErrors.js';
import { StoreNotWritten } from '../../engine/errors/stateErrors.js';
import {
  bodyTooLarge,
  internalFault,
  malformedRequest,
  notKept,
  paintersBusy,
  paintingFailed,
  shuttingDown,
  unknownRoute,
  unpaintable,
  unusableAsset,
  wrongContentType,
} from './refusals.js';
import { Refused } from './refused.js';

/** What is read of a request's body, in bytes. */
export const BODY_LIMIT = 64 * 1024;
/** What is read of a picture that somebody drops, in bytes. */
export const PICTURE_LIMIT = 8 * 1024 * 1024;

/** Seconds: about what a full queue takes to move on. */
const BUSY_RETRY = 2;
/** Seconds for which the painter does not begin a picture again that threads were lost over. */
const FAILED_RETRY = 60;

/** The refusal for anything thrown while a request was served. Whatever is not known by name is a fault of ours: 500. */
export function refusalOf(thrown: unknown, request: Pick<FastifyRequest, 'id' | 'method' | 'url'>): Refused {
  if (thrown instanceof Refused) return thrown;
  // Of what is withdrawn nobody hears: whoever asked has gone.
  if (thrown instanceof PainterBusy || thrown instanceof PaintingWithdrawn) return paintersBusy(BUSY_RETRY);
  if (thrown instanceof PaintingFailed) return paintingFailed(FAILED_RETRY);
  if (thrown instanceof RecipeUnpaintable) return unpaintable(thrown.message);
  if (thrown instanceof AssetMissing || thrown instanceof AssetRefused) return unusableAsset(thrown.message);
  if (thrown instanceof StoreNotWritten) return notKept(thrown.message);
  if (thrown instanceof PainterClosed) return shuttingDown();
  // What Fastify or Nest refuses before any handler runs.
  switch (thrown instanceof HttpException ? thrown.getStatus() : null) {
    case 400:
      return malformedRequest();
    // The page server's word for an address that leads out of its folder or to a folder: nothing is there.
    case 403:
    case 404:
      return unknownRoute(request.method, request.url);
    case 413:
      return bodyTooLarge(BODY_LIMIT);
    case 415:
      return wrongContentType();
    default:
      return internalFault(String(request.id));
  }
}
