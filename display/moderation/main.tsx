import '../work/zodWithoutEval.js';
import { render } from 'preact';
import '../design/tokens.css';
import { words } from '../language/words.js';
import { OperatorGate } from '../operator/OperatorGate.js';
import { ModerationPage } from './ModerationPage.js';

const mount = document.querySelector('#page');

if (mount)
  render(
    <OperatorGate heading={words.moderation.heading}>{(logOut) => <ModerationPage logOut={logOut} />}</OperatorGate>,
    mount,
  );
