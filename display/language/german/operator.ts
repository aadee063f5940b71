import type { Words } from '../english.js';

export const operator: Words['operator'] = {
  token: 'Schlüsselwort der Galerie',
  tokenHint:
    'Diese Seite ist für alle, die die Galerie betreiben. Das Schlüsselwort stand beim ersten Start des Servers in dessen Ausgabe und liegt als operator.token in seinem Datenordner.',
  notTheToken: 'Das ist nicht das Schlüsselwort dieser Galerie.',
  logIn: 'Anmelden',
  logOut: 'Abmelden',
};
