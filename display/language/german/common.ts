import type { Words } from '../english.js';

export const common: Words['common'] = {
  close: 'Schließen',
  retry: 'Noch einmal versuchen',
};
