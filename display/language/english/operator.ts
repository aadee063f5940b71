/** What the operator of a gallery reads before the door. */
export const operator = {
  token: 'Operator’s token',
  tokenHint:
    'This page is for whoever runs the gallery. The token was printed when the server first started, and is kept in operator.token in its data folder.',
  notTheToken: 'That is not the operator’s token.',
  logIn: 'Log in',
  logOut: 'Log out',
};
