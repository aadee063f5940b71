import type { Words } from '../english.js';

export const common: Words['common'] = {
  close: 'Schließen',
  retry: 'Noch einmal versuchen',
  skip: 'Zum Inhalt springen',
  navigation: 'Seiten',
  places: { gallery: 'Galerie', mosaic: 'Mosaik', how: 'Wie es malt', studio: 'Atelier' },
  theme: { light: 'In den hellen Raum wechseln', dark: 'In den dunklen Raum wechseln' },
  motto: 'Ein Pentimento ist die Spur eines früheren Bildes unter dem, das man sieht.',
  forPrograms: 'Für Programme: die API',
  needsScript: 'Diese Seite braucht JavaScript.',
  justNow: 'gerade eben',
  noAnswer: 'Der Server der Galerie antwortet nicht. Prüfen Sie die Verbindung und laden Sie die Seite neu.',
  answered: (status, path) => `Der Server antwortete mit ${status} auf ${path}.`,
  otherVersion: (path) =>
    `Die Antwort des Servers auf ${path} passt nicht zu dieser Fassung der Seite. Laden Sie die Seite neu.`,
};
