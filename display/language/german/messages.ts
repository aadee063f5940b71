import type { Words } from '../english.js';

export const messages: Words['messages'] = {
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
