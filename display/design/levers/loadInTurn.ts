/** How long to wait before asking once more for a picture that could not be had: the server may be busy. */
const SECOND_TRY_MS = 2_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * Brings a picture into the browser's cache once every picture asked for before has come. Every one may cost the server
 * an inference, and whoever moves levers must not wait behind a crowd of them.
 * @returns whether it is there; false too when it was no longer wanted
 */
export function loadInTurn(url: string, wanted: AbortSignal): Promise<boolean> {
  const turn = last.then(() => !wanted.aborted && loadOrRetry(url, wanted));
  last = turn;
  return turn;
}

async function loadOrRetry(url: string, wanted: AbortSignal): Promise<boolean> {
  if (await load(url)) return true;
  await new Promise((resolve) => setTimeout(resolve, SECOND_TRY_MS));
  return !wanted.aborted && load(url);
}

function load(url: string): Promise<boolean> {
  const image = new Image();
  image.src = url;
  return image.decode().then(
    () => true,
    () => false,
  );
}
