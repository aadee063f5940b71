import '../work/zodWithoutEval.js';
import { render } from 'preact';
import '../design/tokens.css';
import { words } from '../language/words.js';
import { OperatorGate } from './OperatorGate.js';
import { ScreensPage } from './ScreensPage.js';

const mount = document.querySelector('#page');
const { heading } = words.screens;

if (mount) {
  document.title = `${heading} · Pentimento`;
  render(<OperatorGate heading={heading}>{(logOut) => <ScreensPage logOut={logOut} />}</OperatorGate>, mount);
}
