import type { Words } from '../english.js';

export const messages: Words['messages'] = {
  featured: 'Nachricht an der Wand',
  message: 'Nachricht',
  link: 'Ein Link, wenn Sie mögen',
  bytes: (used, most) => `${used} von ${most} Byte`,
  saysNow: (title) => `${title} sagt jetzt:`,
  standing: {
    featured: 'Die Wände zeigen sie im Wechsel.',
    waiting: 'Die Galerie hat sie noch nicht gesehen. Danach wird sie gezeigt.',
    hidden: 'Die Galerie hält sie zurück.',
    'hidden-on-chain': 'Der Moderator des Vertrags hat sie verborgen.',
    blank: 'Es ist nichts darin zu sehen; deshalb zeigt keine Wand sie.',
  },
  because: (reason) => `Ihr Grund: ${reason}`,
  takeDown: 'Die Nachricht zurücknehmen',
  forGood:
    'Die Worte bleiben für immer auf der Chain. An der Wand bleiben sie, bis Sie sie ersetzen oder zurücknehmen oder die Ebene den Besitzer wechselt.',
  lookedAtFirst: 'Diese Galerie sieht Nachrichten an, bevor sie sie zeigt.',
  yours: 'Ihre Nachricht',
  onTheWall: 'Ihre Nachricht, wie die Wand sie zeigt',
  seeHere: 'Schreiben Sie eine Nachricht und sehen Sie sie hier, wie die Wand sie zeigen wird.',
  ownerOnly: (title, owner) => `${title} gehört ${owner}. Nur wem die Ebene gehört, spricht für sie.`,
  chooseWallet: 'Wählen Sie eine Wallet, mit der Sie signieren.',
  askingFee: 'Die Chain wird nach der Gebühr gefragt.',
  feeUnknown: 'Die Chain nennt die Gebühr gerade nicht. Laden Sie die Seite neu, um noch einmal zu fragen.',
  onlyGas: 'Es kostet nur das Gas.',
  costs: (fee) => `Es kostet ${fee} und das Gas.`,
  relay: 'Die Galerie Gebühr und Gas bezahlen lassen',
  relayed: 'Es kostet Sie nichts: Die Galerie bezahlt.',
  coolingDown: (from) => `Diese Ebene hat vor Kurzem gesprochen. Ab ${from} darf sie es wieder.`,
  signing: 'Wird signiert …',
  post: 'Nachricht veröffentlichen',
  write: 'Schreiben Sie zuerst ein paar Worte.',
  unseen: 'In diesem Text ist nichts zu sehen. Schreiben Sie ein paar Worte.',
  tooLong: (over) => `Der Text ist für die Chain um ${over} Byte zu lang. Kürzen Sie ihn ein wenig.`,
  linkFault: {
    scheme: 'Ein Link beginnt mit https://',
    nothing: 'Dieser Link führt nirgendwohin. Kopieren Sie die ganze Adresse aus einem Browser.',
    length: (most, length) => `Ein Link hat höchstens ${most} Zeichen; dieser hat ${length}.`,
    space: 'Ein Link enthält kein Leerzeichen. Kopieren Sie die Adresse aus einem Browser, der sie richtig schreibt.',
    character: (character) =>
      `Ein Link enthält das Zeichen ${character} nicht. Kopieren Sie die Adresse aus einem Browser, der sie richtig schreibt.`,
    malformed: 'Dieser Link führt nirgendwohin. Kopieren Sie die ganze Adresse aus einem Browser.',
    userinfo: 'Ein Link trägt keinen Namen und kein Kennwort vor einem @.',
    private:
      'Dieser Link führt zu einem Gerät oder in ein Netz, das nur manche erreichen. Geben Sie eine Adresse an, die alle erreichen.',
    'look-alike':
      'Die Buchstaben dieser Adresse lassen sich mit denen einer anderen verwechseln; deshalb wird niemand dorthin geführt.',
  },
};
