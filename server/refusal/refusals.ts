import type { z } from 'zod';
import { Refused } from './refused.js';

/** Every sentence with which the server refuses a request, in one place. */

export const unknownRoute = (method: string, path: string) =>
  new Refused(
    404,
    'unknown-route',
    `There is nothing at ${method} ${shortened(path)}. The API is described at /api/docs.`,
  );

export const operatorOnly = () =>
  new Refused(
    401,
    'operator-only',
    'This is for the operator alone. Log in at /screens, or send the operator’s token as Authorization: Bearer.',
  );

export const notTheToken = () =>
  new Refused(
    401,
    'not-the-token',
    'That is not the operator’s token. It was printed at the first start, and is in operator.token in the data folder unless OPERATOR_TOKEN is set.',
  );

export const unknownWork = (asked: string | number) =>
  new Refused(404, 'unknown-work', `There is no work ${shortened(String(asked))} here. GET /api/works lists them.`, {
    asked: shortened(String(asked)),
  });

export const unknownLayer = (work: number, asked: string, layers: number) =>
  new Refused(
    404,
    'unknown-layer',
    `Work ${work} has no token ${shortened(asked)}: 0 is the master, 1 to ${layers} are the layers.`,
    { work, asked: shortened(asked), layers },
  );

export const unknownAddress = (url: string) =>
  new Refused(404, 'unknown-address', `No work of this server is at ${shortened(url)}. One is at /work/1.`);

export const onlyJson = () => new Refused(501, 'only-json', 'An embed is described as JSON only: leave ?format= out.');

export const unknownMoment = (work: number, block: number, head: number) =>
  new Refused(
    404,
    'unknown-moment',
    block > head
      ? `Block ${block} is still to come: the chain has been read up to ${head}.`
      : `Work ${work} was not there at block ${block}. Its history begins with the block that created it.`,
    { work, block, head },
  );

export const momentToCome = (work: number, block: number, step: number, latest: number) =>
  new Refused(
    404,
    'unknown-moment',
    latest === 0
      ? `Work ${work} has come no step since block ${block}; leave ?step= out.`
      : `Work ${work} has come ${latest} steps since block ${block}, and step ${step} is still to come.`,
  );

export const unknownStill = (asked: string) =>
  new Refused(
    404,
    'unknown-still',
    `No still is known as ${shortened(asked)}. The address of one is in the Content-Location of /api/works/1/still.webp: stills/<hash of its scene>.webp?block=…&step=…`,
  );

export const notAcceptable = () =>
  new Refused(406, 'not-acceptable', 'A still is image/webp, image/avif, image/jpeg or image/png; Accept names none.');

export const tooManyStills = (seconds: number) =>
  new Refused(
    429,
    'too-many-stills',
    `This address has asked for many new stills. Ask again in ${seconds} s.`,
    {},
    seconds,
  );

export const unknownToken = (asked: string) =>
  new Refused(404, 'unknown-token', `No token has the id ${shortened(asked)}. A token id is work × 65536 + index.`);

export const unknownRaster = (asked: string) =>
  new Refused(
    404,
    'unknown-raster',
    `No raster is stored as ${shortened(asked)}, and the address carries no ?recipe= to paint it from. A raster's address is /api/works/1/rasters/<sha256 of its recipe>.png?recipe=<the recipe, base64url>, with -1024 before .png for the larger one.`,
  );

export const noLargeRaster = (asked: string) =>
  new Refused(
    404,
    'unknown-raster',
    `There is no ${shortened(asked)}: only what a layer is painted as at rest has a raster of 1024.`,
  );

export const badRecipe = (reason: string) =>
  new Refused(400, 'bad-recipe', `The recipe in the address cannot be read: ${reason}`);

export const recipeMismatch = (asked: string, actual: string) =>
  new Refused(
    400,
    'recipe-mismatch',
    `The address names raster ${asked.slice(0, 12)}…, but its recipe is that of ${actual.slice(0, 12)}…. The name must be the SHA-256 of the recipe's bytes.`,
  );

export const unreachableRecipe = (work: number) =>
  new Refused(
    400,
    'unreachable-recipe',
    `No setting of work ${work}'s levers leads to this recipe, so it is not painted here.`,
  );

export const otherModel = (work: number, wanted: string, held: string) =>
  new Refused(
    422,
    'other-model',
    `Work ${work} is painted by the model ${wanted.slice(0, 12)}…, and this server holds ${held.slice(0, 12)}…. Start it with MODEL_DIR at the right model.`,
    { work },
  );

export const malformedManifest = (work: number, reason: string) =>
  new Refused(
    422,
    'malformed-manifest',
    `Work ${work} cannot be shown: its manifest on chain is malformed. ${reason}`,
    { work },
  );

export const unpaintable = (reason: string) => new Refused(422, 'unpaintable-recipe', reason);

export const unusableAsset = (reason: string) => new Refused(422, 'unusable-asset', reason);

export const tooManyPaintings = (seconds: number) =>
  new Refused(
    429,
    'too-many-paintings',
    `This address has asked for many new paintings. Ask again in ${seconds} s.`,
    {},
    seconds,
  );

export const tooManyRequests = (seconds: number) =>
  new Refused(429, 'too-many-requests', `This address has asked too often. Ask again in ${seconds} s.`, {}, seconds);

export const paintersBusy = (seconds: number) =>
  new Refused(
    503,
    'painters-busy',
    `Every painter is at work and the queue is full. Ask again in ${seconds} s.`,
    {},
    seconds,
  );

export const paintingFailed = (seconds: number) =>
  new Refused(
    503,
    'painting-failed',
    `This picture could not be painted. It is not tried again for ${seconds} s; the server's log says why.`,
    {},
    seconds,
  );

export const composerBusy = (seconds: number) =>
  new Refused(
    503,
    'composer-busy',
    `As many stills as may be are in the making. Ask again in ${seconds} s.`,
    {},
    seconds,
  );

export const shuttingDown = () =>
  new Refused(503, 'shutting-down', 'The server is shutting down. Ask again when it has started.', {}, 5);

export const notReady = (awaited: string) => new Refused(503, 'not-ready', `Not ready: ${awaited}.`, {}, 1);

/** What the gallery decided could not be kept, in the store's own words. */
export const notKept = (problem: string) => new Refused(503, 'not-kept', problem, {}, 5);

export const noWorkYet = () =>
  new Refused(
    503,
    'not-ready',
    'There is no work to show yet. Ask again when one has been read from the chain.',
    {},
    5,
  );

export const noStateYet = (work: number) =>
  new Refused(503, 'not-ready', `Work ${work} is still being read from the chain. Ask again in 1 s.`, { work }, 1);

export const unknownEvent = (event: string, known: readonly string[]) =>
  new Refused(
    404,
    'unknown-event',
    `There is no event “${shortened(event)}”. A screen may send ${known.slice(0, -1).join(', ')} and ${known.at(-1)}.`,
  );

export const unknownScreen = (asked: string) =>
  new Refused(404, 'unknown-screen', `No screen is paired as ${shortened(asked)}.`);

export const notPaired = () =>
  new Refused(401, 'not-paired', 'This screen is not paired, or its pairing was ended. It has to be paired anew.');

export const proofRefused = () =>
  new Refused(401, 'proof-refused', 'The screen could not prove which one it is. It asks for another challenge.');

export const unusableKey = () =>
  new Refused(400, 'unusable-key', 'The key is no P-256 public key (SubjectPublicKeyInfo, base64).');

export const unknownPairing = () =>
  new Refused(404, 'unknown-pairing', 'This pairing is over. The screen asks for another code.');

export const unknownCode = (code: string) =>
  new Refused(
    404,
    'unknown-code',
    `No screen waits with the code ${shortened(code)}. A code is good for ten minutes and for one screen: use the one it shows now.`,
    { code: shortened(code) },
  );

export const tooManyPairings = () =>
  new Refused(503, 'too-many-pairings', 'As many screens as may be are waiting to be paired.', {}, 60);

export const screenAway = (name: string) =>
  new Refused(409, 'screen-away', `${name} is not connected, so it cannot be told.`, { name });

export const screenSilent = (name: string) =>
  new Refused(504, 'screen-silent', `${name} was told, and did not answer in time.`, { name });

export const unknownPlaylist = (asked: string) =>
  new Refused(404, 'unknown-playlist', `There is no playlist ${shortened(asked)}.`);

export const playlistInUse = (users: readonly string[]) =>
  new Refused(409, 'playlist-in-use', `This playlist is what ${users.join(', ')} shows. Assign something else first.`, {
    users: [...users],
  });

export const unknownGroup = (asked: string) =>
  new Refused(404, 'unknown-group', `There is no group ${shortened(asked)}.`);

export const screenInOtherGroup = (screen: string, group: string) =>
  new Refused(409, 'in-other-group', `${screen} is in the group ${group} already. A screen is in one group at most.`, {
    screen,
    group,
  });

export const unknownMessage = (work: number, token: number) =>
  new Refused(
    404,
    'unknown-message',
    `Token ${token} of work ${work} does not say that now. Look again: its owner may have said something else.`,
    { work, token },
  );

export const spotlightOff = () =>
  new Refused(403, 'spotlight-off', 'The house does not let visitors light layers now.');

export const spotlightFull = (seconds: number) =>
  new Refused(
    429,
    'spotlight-full',
    `As many visitors as may be are waiting for their light. Ask again in ${seconds} s.`,
    {},
    seconds,
  );

export const foreignPage = () =>
  new Refused(403, 'foreign-page', 'Only a page of this gallery may ask for this in a visitor’s name.');

export const malformedRequest = () =>
  new Refused(
    400,
    'malformed-request',
    'The request cannot be read: its body is not JSON, or its address is badly escaped.',
  );

export const bodyTooLarge = (limit: number) =>
  new Refused(413, 'body-too-large', `The body is larger than the ${limit} bytes that are read.`);

export const wrongContentType = () => new Refused(415, 'wrong-content-type', 'Send the body as application/json.');

export const internalFault = (requestId: string) =>
  new Refused(500, 'internal-fault', `The server failed on this request. Its log tells why, under ${requestId}.`);

export const chainSilent = () => new Refused(502, 'chain-silent', 'The chain does not answer. Ask again in a moment.');

export const noRelayer = () =>
  new Refused(403, 'no-relayer', 'This gallery sends nothing for owners. Send it from your own account.');

export const notTheOwner = (owner: string) =>
  new Refused(
    403,
    'not-the-owner',
    `The layer does not belong to ${shortened(owner)}, so its signature counts for nothing.`,
    { owner: shortened(owner) },
  );

export const relayerSpent = (seconds: number) =>
  new Refused(
    429,
    'relayer-spent',
    `The gallery has sent as much for this owner as it does in a day. Send it from your own account, or ask again in ${Math.ceil(seconds / 60)} min.`,
    {},
    seconds,
  );

export const relayerBusy = () =>
  new Refused(503, 'relayer-busy', 'Much waits to be sent. Ask again in a moment.', {}, 5);

export const relayerEmpty = () =>
  new Refused(503, 'relayer-empty', 'The gallery’s account for gas is empty. Send it from your own account.', {}, 3600);

/** @param args  of the contract's error */
export const relayWouldRevert = (error: string, args: readonly string[]) =>
  new Refused(
    400,
    'would-revert',
    `The contract would refuse this with ${shortened(error)}(${args.map(shortened).join(', ')}), so nothing was sent. Correct that and sign anew.`,
    { contractError: shortened(error), args: args.map(shortened) },
  );

export const relayFeeTooHigh = (fee: bigint) =>
  new Refused(
    403,
    'fee-too-high',
    `A message costs a fee of ${fee} wei, which the gallery does not pay. Post it from your own account.`,
    { fee: String(fee) },
  );

export const relayTooDear = (work: number) =>
  new Refused(
    400,
    'too-dear',
    `Checking this owner’s signature for work ${work} takes more gas than the gallery pays for. Send it from your own account.`,
    { work },
  );

export const noPicture = () =>
  new Refused(400, 'no-picture', 'Send a PNG, JPEG or WebP file as the body, under its own content type.');

export const unusablePicture = (problem: string) =>
  new Refused(422, 'unusable-picture', `This picture cannot be used: ${problem}.`, { problem });

export const noEncoder = (work: number, layer: number) =>
  new Refused(
    422,
    'no-encoder',
    `Layer ${layer} of work ${work} cannot be found by a picture: its model has no encoder, or it has no position levers.`,
    { work, layer },
  );

export const otherKind = (seen: string, own: string) =>
  new Refused(
    422,
    'other-kind',
    `The model takes this picture for “${seen}” and cannot place it among its pictures of “${own}”. Nothing was moved.`,
    { seen, own },
  );

export const encoderSilent = () =>
  new Refused(503, 'encoder-silent', 'The model’s encoder does not answer. Ask again in a moment.', {}, 5);

/** A value from outside that its schema does not accept; names every mistake with its path. */
export const invalid = (what: string, error: z.ZodError) =>
  new Refused(
    400,
    'invalid',
    `${what}: ${error.issues.map(({ path, message }) => [...(path.length > 0 ? [path.join('.')] : []), message].join(': ')).join('; ')}.`,
  );

/** What came from outside, cut so that a refusal stays one line; what is unseen there, or turns the words around it, is marked. */
function shortened(text: string): string {
  const seen = text.slice(0, 60).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return text.length > 60 ? `${seen}…` : seen;
}
