import type { Language } from '../../engine/protocol/pickLanguage.js';

/** What a page says of itself before anybody opens it: in a search, a preview, a tab. The pages' own words are theirs. */
export interface PageWords {
  house: string;
  front: string;
  gallery: string;
  galleryIs: string;
  mosaic: string;
  mosaicIs: string;
  how: string;
  howIs: string;
  studio: string;
  studioIs: string;
  layerOf(layer: string, work: string): string;
  sale(work: string): string;
  saleIs(work: string): string;
  auction(token: string): string;
  auctionIs(token: string, work: string): string;
  puzzle(work: string): string;
  puzzleIs(work: string): string;
  visit(work: string): string;
  visitIs(work: string): string;
  moderation: string;
  moderationIs: string;
  unknown: string;
}

export const PAGE_WORDS: Record<Language, PageWords> = {
  en: {
    house: 'Pentimento',
    front: 'A house for living paintings: each layer has an owner, and every owner may paint over theirs.',
    gallery: 'Gallery',
    galleryIs: 'Every living painting of the house, as it is now.',
    mosaic: 'Mosaic',
    mosaicIs: 'Every layer of every work, side by side.',
    how: 'How it paints',
    howIs: 'How a neural network paints these layers, in plain words and with its own pictures.',
    studio: 'Studio',
    studioIs: 'Restyle a layer of a living painting you own, and see the whole work change before you sign.',
    layerOf: (layer, work) => `${layer}, of ${work}`,
    sale: (work) => `Layers of ${work} for sale`,
    saleIs: (work) => `Layers of ${work} that may be bought now, up to four at once.`,
    auction: (token) => `${token} at auction`,
    auctionIs: (token, work) => `${token}, of ${work}, is up for auction: its style cannot change under a bid.`,
    puzzle: (work) => `${work} as a puzzle`,
    puzzleIs: (work) => `Put ${work} together again, as it is at this moment.`,
    visit: (work) => `Before ${work}`,
    visitIs: (work) => `See who shapes ${work}, which you stand before, and light one of its layers on the wall.`,
    moderation: 'Messages',
    moderationIs: 'Where the house decides which messages are featured.',
    unknown: 'Nothing hangs here',
  },
  de: {
    house: 'Pentimento',
    front: 'Ein Haus für lebende Gemälde: Jede Ebene gehört jemandem, und wem sie gehört, darf sie übermalen.',
    gallery: 'Galerie',
    galleryIs: 'Alle lebenden Gemälde des Hauses, wie sie jetzt sind.',
    mosaic: 'Mosaik',
    mosaicIs: 'Alle Ebenen aller Werke nebeneinander.',
    how: 'Wie es malt',
    howIs: 'Wie ein neuronales Netz diese Ebenen malt, in einfachen Worten und mit seinen eigenen Bildern.',
    studio: 'Atelier',
    studioIs:
      'Geben Sie Ihrer Ebene eines lebenden Gemäldes einen neuen Stil, und sehen Sie das Werk, bevor Sie signieren.',
    layerOf: (layer, work) => `${layer}, aus ${work}`,
    sale: (work) => `Ebenen von ${work} zu kaufen`,
    saleIs: (work) => `Ebenen von ${work}, die jetzt zu haben sind, bis zu vier auf einmal.`,
    auction: (token) => `${token} in der Auktion`,
    auctionIs: (token, work) =>
      `${token}, aus ${work}, wird versteigert: Unter einem Gebot ändert sich der Stil nicht.`,
    puzzle: (work) => `${work} als Puzzle`,
    puzzleIs: (work) => `Setzen Sie ${work} wieder zusammen, so wie es in diesem Augenblick ist.`,
    visit: (work) => `Vor ${work}`,
    visitIs: (work) => `Sehen Sie, wer ${work} gestaltet, und beleuchten Sie eine Ebene an der Wand.`,
    moderation: 'Nachrichten',
    moderationIs: 'Wo das Haus entscheidet, welche Nachrichten erscheinen.',
    unknown: 'Hier hängt nichts',
  },
};
