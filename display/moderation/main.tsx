import '../work/zodWithoutEval.js';
import { render } from 'preact';
import '../design/tokens.css';
import { Shell } from '../design/shell/Shell.js';
import { words } from '../language/words.js';
import { OperatorGate } from '../operator/OperatorGate.js';
import { ModerationPage } from './ModerationPage.js';

const mount = document.querySelector('#page');

if (mount)
  render(
    <OperatorGate heading={words.moderation.heading}>
      {(logOut) => (
        <Shell here={null}>
          <ModerationPage logOut={logOut} />
        </Shell>
      )}
    </OperatorGate>,
    mount,
  );
