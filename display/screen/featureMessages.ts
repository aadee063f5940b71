import { featuredMessages, isQuiet } from '../../engine/protocol/curation.js';
import type { Session } from '../session/openSession.js';
import { ownerName } from '../work/ownerName.js';
import { tokenOf } from '../work/tokenOf.js';
import { createMessageCard, type MessageCard } from './createMessageCard.js';
import { createMessageRota, type MessageRota } from './createMessageRota.js';
import type { Zones } from './createZones.js';
import type { HungWork, Screen } from './openScreen.js';

/**
 * Hangs what owners say beside the art, each in turn. Nobody speaks before there is art to speak of.
 * @param slot an empty element over the art
 */
export function featureMessages(screen: Screen, slot: HTMLElement, zones: Zones): void {
  let rota: MessageRota | null = null;
  let hanging: MessageCard | null = null;
  let following: Session | null = null;

  screen.on('follow', ({ work, session }) => {
    rota?.stop();
    hanging?.hide();
    rota = rotaOf(work, session);
    following = session;
    session.on('curation', feature);
  });
  screen.on('state', feature);
  screen.on('shown', feature);

  function feature() {
    const { snapshot, shown } = screen.state;
    if (!snapshot || !shown) return;
    rota?.update(featuredMessages(snapshot.state.work, snapshot.state.messages, following?.curation ?? null));
  }

  function rotaOf({ description, manifest, world }: HungWork, session: Session): MessageRota {
    const card = document.createElement('aside');
    card.id = 'card';
    card.hidden = true;
    slot.replaceChildren(card);
    const messageCard = createMessageCard({
      card,
      attribution: ({ token, by }) => [tokenOf(manifest, token).title, ownerName(by, world.wallets)],
      publicUrl: new URL(`/visit/${description.work}`, description.publicUrl).href,
      zones,
    });
    hanging = messageCard;
    return createMessageRota({
      show: (message) => (message ? messageCard.show(message) : messageCard.hide()),
      isQuiet: () => isQuiet(session.curation?.quiet ?? null, Date.now()),
    });
  }
}
