import type { Words } from '../english.js';

export const screen: Words['screen'] = {
  noWork: 'Diese Adresse nennt kein Werk. Die Adresse einer Wand endet mit der Nummer eines Werks: /screen/1.',
  noWebGl:
    'Um das Werk zu malen, braucht diese Wand einen Browser mit WebGL2. Erlauben Sie die Hardwarebeschleunigung oder nehmen Sie einen anderen Browser.',
};
