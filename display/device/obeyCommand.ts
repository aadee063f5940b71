import type { Command, CommandReply } from '../../engine/protocol/screenMessages.js';
import type { Composite } from '../composite/createComposite.js';

export interface Obedience {
  composite: Pick<Composite, 'capture' | 'diagnostics'>;
  identify: () => void;
  /** Loads the page anew, once nothing moves. */
  reload: () => void;
}

/** Of a picture that is sent to the operator. */
const PICTURE = { width: 480, bytes: 44_000 };

/** Does what the operator asks of a screen, or says why not. */
export async function obeyCommand({ id, command }: Command, screen: Obedience): Promise<CommandReply> {
  const { phase } = screen.composite.diagnostics;
  switch (command) {
    case 'reload':
      screen.reload();
      return { id, done: true };
    case 'identify':
      if (phase === 'asleep') return { id, done: false, code: 'asleep' };
      screen.identify();
      return { id, done: true };
    case 'screenshot':
      if (phase === 'asleep') return { id, done: false, code: 'asleep' };
      if (phase === 'loading') return { id, done: false, code: 'nothing-shown' };
      return screen.composite.capture(PICTURE.width, PICTURE.bytes).then(
        async (picture) => ({ id, done: true, picture: await base64Of(picture) }),
        (cause): CommandReply => {
          console.error('No picture could be taken.', cause);
          return { id, done: false, code: 'failed' };
        },
      );
  }
}

async function base64Of(blob: Blob): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
}
