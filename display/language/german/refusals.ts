import type { RefusalFacts } from '../../../engine/protocol/messages.js';
import type { Words } from '../english.js';

export const refusals: Words['refusals'] = {
  'unknown-work': ({ asked }) => `Ein Werk ${asked} gibt es hier nicht.`,
  'unknown-layer': ({ work, asked }) => `Werk ${work} hat keine Ebene ${asked}.`,
  'unknown-moment': ({ work, block }) => `Von Werk ${work} bei Block ${block} ist nichts bekannt.`,
  'unknown-token': () => 'Dieses Token gibt es hier nicht.',
  'unknown-message': () => 'Das sagt die Ebene nicht mehr. Sehen Sie noch einmal nach.',
  'malformed-manifest': ({ work }) =>
    `Werk ${work} lässt sich nicht zeigen: Was es auf der Chain beschreibt, ist fehlerhaft.`,
  'other-model': ({ work }) => `Werk ${work} wird von einem Modell gemalt, das diese Galerie nicht hat.`,
  'not-ready': () => 'Die Galerie liest noch von der Chain. Fragen Sie gleich noch einmal.',
  'shutting-down': () => 'Die Galerie wird neu gestartet. Fragen Sie gleich noch einmal.',
  'not-kept': () =>
    'Die Galerie konnte das nicht festhalten. Nichts hat sich geändert; versuchen Sie es gleich noch einmal.',
  'internal-fault': () => 'In der Galerie ging etwas schief. Es ist nichts verloren; versuchen Sie es noch einmal.',
  'chain-silent': () => 'Die Chain antwortet nicht. Fragen Sie gleich noch einmal.',
  'too-many-requests': ({ seconds }) => `Das wurde zu oft gefragt. Fragen Sie in ${seconds} s noch einmal.`,
  'too-many-paintings': ({ seconds }) =>
    `Sie schauen schneller, als die Galerie malt. Fragen Sie in ${seconds} s noch einmal.`,
  'too-many-stills': ({ seconds }) => `Das wurde zu oft gefragt. Fragen Sie in ${seconds} s noch einmal.`,
  'painters-busy': ({ seconds }) => `Alle Maler sind beschäftigt. Fragen Sie in ${seconds} s noch einmal.`,
  'composer-busy': ({ seconds }) =>
    `Mehr Bilder lassen sich gerade nicht machen. Fragen Sie in ${seconds} s noch einmal.`,
  'painting-failed': ({ seconds }) =>
    `Dieses Bild ließ sich nicht malen. In ${seconds} s wird es noch einmal versucht.`,
  'spotlight-off': () => 'Das Haus lässt gerade niemanden Ebenen beleuchten.',
  'spotlight-full': ({ seconds }) => `Viele warten schon auf ihr Licht. Fragen Sie in ${seconds} s noch einmal.`,
  'no-relayer': () => 'Diese Galerie sendet nichts für Besitzer. Senden Sie es von Ihrem eigenen Konto.',
  'not-the-owner': () => 'Die Ebene gehört inzwischen jemand anderem; Ihre Unterschrift gilt deshalb nicht.',
  'relayer-spent': ({ seconds }) =>
    `Die Galerie hat heute so viel für Sie gesendet, wie sie darf. Senden Sie es von Ihrem eigenen Konto, oder fragen Sie in ${Math.ceil(Number(seconds) / 60)} min noch einmal.`,
  'relayer-busy': () => 'Bei der Galerie wartet vieles darauf, gesendet zu werden. Fragen Sie gleich noch einmal.',
  'relayer-empty': () => 'Das Gaskonto der Galerie ist leer. Senden Sie es von Ihrem eigenen Konto.',
  'too-dear': () =>
    'Ihre Unterschrift zu prüfen kostet mehr Gas, als die Galerie bezahlt. Senden Sie es von Ihrem eigenen Konto.',
  'fee-too-high': () =>
    'Die Gebühr dieser Nachricht bezahlt die Galerie nicht. Senden Sie sie von Ihrem eigenen Konto.',
  'no-picture': () => 'Das ist kein Bild. Wählen Sie eine PNG-, JPEG- oder WebP-Datei.',
  'unusable-picture': () => 'Dieses Bild lässt sich nicht lesen. Wählen Sie ein anderes.',
  'no-encoder': () => 'Diese Ebene lässt sich nicht nach einem Bild suchen.',
  'other-kind': ({ seen, own }) =>
    `Das Modell hält dieses Bild für „${seen}“ und kann es unter seinen Bildern von „${own}“ nicht einordnen. Nichts wurde verändert.`,
  'encoder-silent': () => 'Der Encoder des Modells antwortet nicht. Fragen Sie gleich noch einmal.',
  'body-too-large': () => 'Das ist mehr, als die Galerie liest.',
  'unknown-code': ({ code }) =>
    `Kein Bildschirm wartet mit dem Code ${code}. Ein Code gilt zehn Minuten: Nehmen Sie den, der jetzt zu sehen ist.`,
  'unknown-screen': () => 'Dieser Bildschirm ist nicht mehr angemeldet.',
  'screen-away': ({ name }) => `${name} ist nicht verbunden und hört deshalb nichts.`,
  'screen-silent': ({ name }) => `${name} wurde gefragt und hat nicht rechtzeitig geantwortet.`,
  'too-many-pairings': () => 'Mehr Bildschirme können gerade nicht auf ihre Anmeldung warten.',
  'unknown-playlist': () => 'Diese Abspielliste gibt es nicht mehr.',
  'playlist-in-use': ({ users }) =>
    `Diese Abspielliste läuft noch: ${listed(users)}. Geben Sie dort erst etwas anderes vor.`,
  'unknown-group': () => 'Diese Gruppe gibt es nicht mehr.',
  'in-other-group': ({ screen, group }) => `${screen} ist schon in der Gruppe ${group}, und mehr als eine geht nicht.`,
};

const listed = (names: RefusalFacts[string] | undefined) => [names].flat().join(', ');
